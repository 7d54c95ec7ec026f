// Makes Web/Postcodes/postcodes.txt.gz of the tables in the npm package jquery-jpostal-ja. How: docs/postcodes.md.
//   dotnet run deploy/postcodes/generate.cs -- <folder of the package>/json Web/Postcodes/postcodes.txt.gz
using System.IO.Compression;
using System.Text;
using System.Text.Json;

var rows = Directory.GetFiles(args[0], "*.json").Order(StringComparer.Ordinal).SelectMany(Rows).ToArray();
var made = rows.First(row => row[0] == "_000info")[2].Split(' ')[^1];
var places = rows.Where(row => row[0].Length == 8 && row[0].Skip(1).All(char.IsAsciiDigit))   // shorter ones are what longer ones share
    .Select(row => (Code: row[0][1..], Prefecture: row[1], City: row[2], Town: Town(row[3])))
    .Distinct()
    .GroupBy(place => (place.Prefecture, place.City))
    .OrderBy(city => city.Min(place => place.Code), StringComparer.Ordinal);

var text = new StringBuilder($"#{made}\n");
foreach (var city in places)
{
    text.Append($"={city.Key.Prefecture} {city.Key.City}\n");
    foreach (var (code, _, _, town) in city.OrderBy(place => place.Code, StringComparer.Ordinal).ThenBy(place => place.Town, StringComparer.Ordinal))
        text.Append(code).Append(town).Append('\n');
}

using var file = new GZipStream(File.Create(args[1]), CompressionLevel.SmallestSize);
file.Write(Encoding.UTF8.GetBytes(text.ToString()));
Console.WriteLine($"{rows.Length} rows of {made}: {args[1]}");

// A callback around an array of arrays: code with "_" before it, prefecture, city, town, and more that is not needed.
static string[][] Rows(string file)
{
    var script = File.ReadAllText(file);
    using var json = JsonDocument.Parse(script[(script.IndexOf('(') + 1)..script.LastIndexOf(')')]);
    return [.. json.RootElement.EnumerateArray().Select(row => row.EnumerateArray().Take(4).Select(cell => cell.GetString()!).ToArray())];
}

// Notes in brackets, and what stands for "no town", are not part of an address.
static string Town(string town)
{
    var bracket = town.IndexOf('（', StringComparison.Ordinal);
    if (bracket >= 0) town = town[..bracket];
    return town == "一円" || town.Contains("の次に", StringComparison.Ordinal) || town.StartsWith("以下に掲載", StringComparison.Ordinal) ? "" : town;
}
