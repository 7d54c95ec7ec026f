namespace Commerce.Web.Api;

/// <summary>The JSON API under <c>/api</c>: a table of its features.</summary>
internal static class ApiEndpoints
{
    public static void AddApi(this WebApplicationBuilder builder) => builder.Services.AddOpenApi();

    public static void MapApi(this WebApplication app) => app.MapOpenApi();
}
