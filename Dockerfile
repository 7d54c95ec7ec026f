# One image of the cluster build for everything that runs: Silo.dll, Silo.dll migrate, Web.dll.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish Web -c Release -p:Cluster=true -o /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
WORKDIR /app
COPY --from=build /app .
# Nothing is written but temporary files: whatever lasts lies in PostgreSQL.
USER $APP_UID
ENTRYPOINT ["dotnet"]
CMD ["Silo.dll"]
