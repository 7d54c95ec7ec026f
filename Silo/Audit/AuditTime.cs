using System.Globalization;
using Commerce.Shops;
using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;
using Commerce.Silo.Storage;
using Microsoft.Data.Sqlite;

namespace Commerce.Silo.Audit;

/// <summary>Instants as an operator writes them: with an offset, or by the shop's own clock.</summary>
internal static class AuditTime
{
    private const string DefaultZone = "Asia/Tokyo";

    private static readonly string[] WithOffset =
        ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz"];

    private static readonly string[] OfADay =
        ["yyyy-MM-dd HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd'T'HH:mm"];

    private static readonly string[] OfToday = ["HH:mm:ss.FFFFFFF", "HH:mm"];

    /// <exception cref="StartUpException">No such instant.</exception>
    public static DateTimeOffset Parse(string written, TimeZoneInfo zone, DateTimeOffset now)
    {
        var text = written.EndsWith('Z') ? written[..^1] + "+00:00" : written;
        if (DateTimeOffset.TryParseExact(text, WithOffset, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)) return instant;
        if (DateTime.TryParseExact(text, OfADay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local)) return InZone(local, zone);
        if (TimeOnly.TryParseExact(text, OfToday, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return InZone(TimeZoneInfo.ConvertTime(now, zone).Date + time.ToTimeSpan(), zone);
        }

        throw new StartUpException($"'{written}' is no time: write 2026-11-22T12:00:03+09:00, '2026-11-22 12:00:03.250' by the shop's clock, or 12:00:03 today.");
    }

    /// <summary>The shop's time zone: as given, as its settings lie in the data folder, or Japan's.</summary>
    /// <exception cref="StartUpException">No such zone.</exception>
    public static TimeZoneInfo Zone(string? given, DataFolder? folder, string shop)
    {
        var id = given ?? (folder is null ? null : Stored(Path.Combine(folder.Path, "grains.db"), shop)) ?? DefaultZone;
        return TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : throw new StartUpException($"There is no time zone '{id}'.");
    }

    private static DateTimeOffset InZone(DateTime local, TimeZoneInfo zone) => new(local, zone.GetUtcOffset(local));

    private static string? Stored(string file, string shop)
    {
        if (!File.Exists(file)) return null;
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var row = new SqliteStatement(connection, "SELECT data FROM state WHERE grain = ? AND name = 'shop'");
            return row.Bind(1, "shop/" + shop).Step()
                ? System.Text.Json.JsonSerializer.Deserialize<ShopState>(row.Bytes(0), StateJson.Options)?.Settings?.TimeZone
                : null;
        }
        catch (Exception unread) when (unread is SqliteException or System.Text.Json.JsonException)
        {
            return null;   // only a convenience: --zone says it too
        }
    }
}
