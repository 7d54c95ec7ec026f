using System.Net;
using System.Text.Json;
using Commerce.Simulators.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Commerce.Simulators.Line;

/// <summary>The talk as a person sees it: JSON, a live stream, and the page that shows both.</summary>
internal sealed class TalkEndpoints(LineBooks books)
{
    public void Map(RouteGroupBuilder line)
    {
        line.MapGet("/_sim/talks/{userId}", Look);
        line.MapGet("/_sim/talks/{userId}/stream", StreamAsync);
        line.MapGet("/avatar/{userId}.svg", (string userId) => Results.Text(Avatar(userId), "image/svg+xml"));
        line.MapGet("/talk", (HttpContext http) => EmbeddedPages.Serve("line/talk.html", http));
        foreach (var file in (string[])["talk.js", "flex.js", "talk.css"])
            line.MapGet("/talk/" + file, (HttpContext http) => EmbeddedPages.Serve("line/" + file, http));
    }

    private IResult Look(string userId, string? channel)
    {
        if (books.User(userId) is not { } user || (channel is not null && !books.HasChannel(channel))) return Results.NotFound();
        var book = books.Channel(channel);
        return Results.Json(
            new
            {
                user,
                channel = new { id = book.Channel.ChannelId, name = book.Channel.Name, liffId = book.Channel.LiffId },
                friendship = book.FriendshipWith(userId),
                richMenu = book.Channel.RichMenu.Select(m => m with { Uri = m.Uri?.Replace("{liff}", $"https://liff.line.me/{book.Channel.LiffId}") }),
                entries = book.Read(userId, talk => talk.Entries.ToArray()),
            },
            LineJson.Options);
    }

    // Server-sent events; the page asks for the whole talk after each (re)connect, so nothing is lost between two connections.
    private async Task StreamAsync(HttpContext http, string userId, string? channel)
    {
        if (books.User(userId) is null || (channel is not null && !books.HasChannel(channel)))
        {
            http.Response.StatusCode = 404;
            return;
        }

        var book = books.Channel(channel);
        var watcher = book.Read(userId, talk => talk.Watch());
        try
        {
            http.Response.ContentType = "text/event-stream";
            http.Response.Headers.CacheControl = "no-store";
            await http.Response.WriteAsync("event: ready\ndata: {}\n\n", http.RequestAborted);
            await http.Response.Body.FlushAsync(http.RequestAborted);
            await foreach (var entry in watcher.Reader.ReadAllAsync(http.RequestAborted))
            {
                await http.Response.WriteAsync($"id: {entry.Id}\ndata: {JsonSerializer.Serialize(entry, LineJson.Options)}\n\n", http.RequestAborted);
                await http.Response.Body.FlushAsync(http.RequestAborted);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed.
        }
        finally
        {
            book.Read(userId, talk =>
            {
                talk.Leave(watcher);
                return true;
            });
        }
    }

    private string Avatar(string userId)
    {
        var name = books.User(userId)?.DisplayName ?? "?";
        var hue = userId.Length > 3 ? Convert.ToInt32(userId[1..3], 16) * 360 / 256 : 140;
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 80"><circle cx="40" cy="40" r="40" fill="hsl({hue},45%,62%)"/>
            <text x="40" y="52" font-size="34" text-anchor="middle" fill="#fff" font-family="sans-serif">{WebUtility.HtmlEncode(name[..1])}</text></svg>
            """;
    }
}
