# One image of the cluster build for everything that runs: Silo.dll, Silo.dll migrate, Web.dll.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
# Compiled ahead: a server that starts again in the middle of a sale has no time to compile. Both are published: without Silo.deps.json,
# which Web does not bring along, Orleans finds no grains in Silo.dll.
RUN for program in Silo Web; do dotnet publish $program -c Release -a ${TARGETARCH:-$(dpkg --print-architecture)} --self-contained false \
        -p:Cluster=true -p:PublishReadyToRun=true -o /app || exit 1; done

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Nothing is written but temporary files: whatever lasts lies in PostgreSQL.
USER $APP_UID
ENTRYPOINT ["dotnet"]
CMD ["Silo.dll"]
