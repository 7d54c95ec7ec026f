using System.Data.Common;
using Commerce.Stock;
using Microsoft.AspNetCore.Diagnostics;

namespace Commerce.Web.Http;

/// <summary>
/// What went wrong without being refused. A time-out or a failed store leaves the outcome unknown, and every command may be sent again.
/// </summary>
internal sealed class Failures : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var sentence = Name(exception);
        if (IsProgrammatic(httpContext)) await new Problem(sentence).ExecuteAsync(httpContext);
        else await WritePageAsync(httpContext, sentence);
        return true;
    }

    /// <summary>Empty answers of the framework (a route or method that nobody serves) get their name too.</summary>
    public static Task NameStatus(StatusCodeContext context)
    {
        var http = context.HttpContext;
        if (!IsProgrammatic(http)) return Task.CompletedTask;

        var status = http.Response.StatusCode;
        return new Problem(status switch
        {
            401 => Sentences.SignInNeeded,
            403 => Sentences.NotAllowed,
            404 => Sentences.UnknownRoute,
            405 => Sentences.WrongMethod,
            413 => Sentences.BodyTooLarge,
            415 => Sentences.NotJson,
            429 => Sentences.TooFast,
            >= 500 => Sentences.Broken,
            _ => Sentences.Of(Reason.BadRequest),
        }).ExecuteAsync(http);
    }

    private static Sentence Name(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: 413 } => Sentences.BodyTooLarge,
        BadHttpRequestException => Sentences.Of(Reason.BadRequest),
        StockBusyException or StockJournalException { Overloaded: true } => Sentences.Busy,
        StockJournalException or TimeoutException or OrleansException or DbException or IOException or OperationCanceledException
            or { InnerException: DbException } => Sentences.TryAgain,
        _ => Sentences.Broken,
    };

    private static bool IsProgrammatic(HttpContext context) =>
        context.Request.Path is var path
        && (path.StartsWithSegments("/api") || path.StartsWithSegments("/webhooks") || path.StartsWithSegments("/hubs"));

    private static Task WritePageAsync(HttpContext context, Sentence sentence)
    {
        context.Response.StatusCode = sentence.Status;
        context.Response.ContentType = "text/html; charset=utf-8";
        return context.Response.WriteAsync(
            $"<!doctype html><html lang=\"ja\"><meta name=\"viewport\" content=\"width=device-width\"><title>エラー</title>" +
            $"<p>{sentence.Ja}<p lang=\"en\">{sentence.En}", context.RequestAborted);
    }
}
