# One image of the cluster build for everything that runs: Silo.dll, Silo.dll migrate, Web.dll.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
ARG TARGETARCH
WORKDIR /source
COPY . .
# Compiled ahead: a server that starts again in the middle of a sale has no time to compile.
RUN dotnet publish Web -c Release -a $TARGETARCH --self-contained false -p:Cluster=true -p:PublishReadyToRun=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Nothing is written but temporary files: whatever lasts lies in PostgreSQL.
USER $APP_UID
ENTRYPOINT ["dotnet"]
CMD ["Silo.dll"]
