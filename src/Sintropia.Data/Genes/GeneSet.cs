using System.Collections.Immutable;
using System.Globalization;

namespace Sintropia.Data.Genes;

/// <summary>Genes that belong together.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Genes">Symbols, as the source writes them.</param>
/// <param name="Source">Where the list comes from.</param>
public sealed record GeneSet(string Name, ImmutableArray<string> Genes, string Source)
{
    /// <summary>The genes that a panel has, under the symbols that it has them under; each once.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="aliases">Renamed symbols; null to compare names as they are written.</param>
    public ImmutableArray<string> In(GenePanel panel, GeneAliases? aliases = null) =>
        [.. Genes.Select(g => aliases is null ? panel.Contains(g) ? g : null : aliases.In(panel, g)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>The sets of a GMT file: name, description and genes in each line, between tabs.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="source">Its name.</param>
    /// <exception cref="DataFileException">A line has no genes.</exception>
    public static ImmutableArray<GeneSet> ParseGmt(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        var sets = ImmutableArray.CreateBuilder<GeneSet>();
        var number = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            number++;
            if (line.IsWhiteSpace()) continue;
            var fields = line.ToString().Split('\t');
            ImmutableArray<string> genes = [.. fields.Skip(2).Select(g => g.Trim()).Where(g => g.Length > 0).Distinct(StringComparer.Ordinal)];
            if (genes.IsEmpty) throw new DataFileException(source, string.Create(CultureInfo.InvariantCulture, $"line {number}"), $"The set '{DataFileException.Shown(fields[0])}' has no genes.", "Write name, description and genes between tabs.");
            sets.Add(new(fields[0], genes, source));
        }

        return sets.ToImmutable();
    }
}
