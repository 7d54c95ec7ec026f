using System.Globalization;
using System.IO.Compression;

namespace Commerce.Web.Postcodes;

/// <summary>
/// Japan Post's postal codes as they ship with the project (docs/postcodes.md). Read once, when somebody first asks; about 10 MB.
/// </summary>
internal sealed class PostcodeTable
{
    private readonly Lazy<Table> _table = new(Read);

    /// <summary>The day that the table is of, such as 2025-09-30.</summary>
    public string AsOf => _table.Value.AsOf;

    public int Count => _table.Value.Codes.Length;

    /// <summary>Every place of a code of seven digits, as the table orders them; empty when it knows none.</summary>
    public ImmutableArray<Place> Find(string code)
    {
        if (code.Length != 7 || !int.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return [];
        var (codes, places) = (_table.Value.Codes, _table.Value.Places);
        var at = Array.BinarySearch(codes, number);
        if (at < 0) return [];

        while (at > 0 && codes[at - 1] == number) at--;
        var found = ImmutableArray.CreateBuilder<Place>();
        for (; at < codes.Length && codes[at] == number; at++) found.Add(places[at]);
        return found.ToImmutable();
    }

    /// <summary>The first line is the day; <c>=都道府県 市区町村</c> begins a city; every other line is a code and its town.</summary>
    private static Table Read()
    {
        using var packed = typeof(PostcodeTable).Assembly.GetManifestResourceStream("postcodes.txt.gz")!;
        using var text = new StreamReader(new GZipStream(packed, CompressionMode.Decompress));
        var asOf = text.ReadLine()![1..];
        var rows = new List<(int Code, Place Place)>(150_000);
        var (prefecture, city) = ("", "");
        while (text.ReadLine() is { } line)
        {
            if (line[0] == '=')
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                (prefecture, city) = (line[1..space], line[(space + 1)..]);
                continue;
            }

            rows.Add((int.Parse(line.AsSpan(0, 7), NumberStyles.None, CultureInfo.InvariantCulture), new(prefecture, city, line[7..])));
        }

        var sorted = rows.OrderBy(row => row.Code).ToArray();   // stable: towns of a code keep their order
        return new(asOf, [.. sorted.Select(row => row.Code)], [.. sorted.Select(row => row.Place)]);
    }

    private sealed record Table(string AsOf, int[] Codes, Place[] Places);
}

/// <param name="Town">Empty where the code is of a whole city.</param>
internal sealed record Place(string Prefecture, string City, string Town);
