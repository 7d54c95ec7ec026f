using System.Globalization;
using Commerce.Silo.Hosting;
using Commerce.Silo.Stock;

namespace Commerce.Silo.Operations;

/// <summary>
/// The data folder's own memory of how far the stock journal had come: the number of its last block, which only rises. A journal that ends
/// before it is an older backup: it would sell units again that the orders beside it have sold already.
/// </summary>
internal sealed class JournalMark(DataFolder folder)
{
    public string File => Path.Combine(folder.Path, "journal-seen");

    /// <summary>Says in words that the journal is older than the folder; null: it is not, or nothing is remembered of this journal.</summary>
    public string? Behind(JournalPlace place, IJournalReader? journal)
    {
        if (Read() is not { } seen || seen.Kind != place.Kind) return null;
        var last = journal?.LastBlock() ?? 0;
        return last >= seen.Block ? null : $"it ends at block {last}, and this shop has seen block {seen.Block} of it";
    }

    public void Write(JournalPlace place, long block)
    {
        var next = File + ".next";
        System.IO.File.WriteAllText(next, string.Create(CultureInfo.InvariantCulture, $"{block} {place.Kind}\n"));
        System.IO.File.Move(next, File, overwrite: true);
    }

    /// <summary>A mark that cannot be read is none: it is an alarm, not a book.</summary>
    private (long Block, string Kind)? Read()
    {
        if (!System.IO.File.Exists(File)) return null;
        var words = System.IO.File.ReadAllText(File).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words is [var block, var kind] && long.TryParse(block, CultureInfo.InvariantCulture, out var number) ? (number, kind) : null;
    }
}
