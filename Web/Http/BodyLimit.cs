using Microsoft.AspNetCore.Http.Features;

namespace Commerce.Web.Http;

/// <summary>The longest body of any request, forms included.</summary>
internal static class BodyLimitMiddleware
{
    public static void UseBodyLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.ContentLength > Safety.BodyLimit)
        {
            await new Problem(Sentences.BodyTooLarge, new Refusal(Reason.TooMuch, null, Safety.BodyLimit)).ExecuteAsync(context);
            return;
        }

        // Chunked: nobody knows the length yet, so the server counts while reading.
        if (context.Request.ContentLength is null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } counted)
            counted.MaxRequestBodySize = Safety.BodyLimit;

        await next(context);
    });
}
