using System.Text.RegularExpressions;
using Commerce.Tests.Support;

namespace Commerce.Tests.Architecture;

/// <summary>Who reads the documents finds what they point to.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading_that_are_there()
    {
        var links = SourceTree.Files("", "*.md").SelectMany(path => Links().Matches(SourceTree.Read(path)), (path, link) => (path, to: link.Groups[1].Value)).ToArray();

        Assert.NotEmpty(links);
        Assert.Empty(links.Where(link => !Leads(link.path, link.to)).Select(link => $"{link.path}: {link.to}"));
    }

    private static bool Leads(string from, string to)
    {
        var (file, heading) = to.Split('#') is [var before, var after] ? (before, after) : (to, null);
        var path = file.Length == 0 ? from : Path.Combine(Path.GetDirectoryName(from)!, file);
        if (!Path.Exists(Path.Combine(SourceTree.Root, path))) return false;

        return heading is null || Headings().Matches(SourceTree.Read(path)).Any(found => Anchor(found.Groups[1].Value) == heading);
    }

    /// <summary>The name that a heading is linked to by: small letters, hyphens for spaces, no other signs.</summary>
    private static string Anchor(string heading) =>
        string.Concat(heading.Trim().ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-' or '_')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?!https?:|mailto:)([^)\s]+)\)")]
    private static partial Regex Links();

    [GeneratedRegex(@"^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();
}
