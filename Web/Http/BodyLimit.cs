namespace Commerce.Web.Http;

/// <summary>
/// The longest body of any request, forms included, when it says how long it is. One that does not is counted by its reader, and by the
/// server in any case.
/// </summary>
internal static class BodyLimitMiddleware
{
    public static void UseBodyLimit(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (context.Request.ContentLength > Safety.BodyLimit)
        {
            await new Problem(Sentences.BodyTooLarge, new Refusal(Reason.TooMuch, null, Safety.BodyLimit)).ExecuteAsync(context);
            return;
        }

        await next(context);
    });
}
