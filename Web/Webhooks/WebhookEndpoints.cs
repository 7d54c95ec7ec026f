namespace Commerce.Web.Webhooks;

internal static class WebhookEndpoints
{
    public static void AddWebhooks(this WebApplicationBuilder builder)
    {
    }

    public static void MapWebhooks(this WebApplication app)
    {
    }
}
