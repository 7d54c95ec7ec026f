namespace Commerce.Web.Http;

/// <summary>What protects every request: limits, headers, problem details. Order matters and is decided here.</summary>
internal static class Safety
{
    public static void AddSafety(this WebApplicationBuilder builder) =>
        builder.Services.AddProblemDetails();

    public static void UseSafety(this WebApplication app)
    {
        if (app.Environment.IsDevelopment()) return;
        app.UseHsts();
        app.UseHttpsRedirection();
    }
}
