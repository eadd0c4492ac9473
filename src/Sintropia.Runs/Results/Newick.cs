using System.Globalization;

namespace Sintropia.Runs.Results;

/// <summary>`lineage.nwk`: the trees of some clones in Newick form, a line each; branch lengths are hours of life.</summary>
public static class Newick
{
    private const string Name = "lineage.nwk";

    /// <summary>Writes the trees of the first clones of each tissue, condition and replicate. In a run that was forked off another, a tree begins with each cell whose mother's life ended before the fork.</summary>
    /// <param name="directory">A run whose `lineage.csv` is complete.</param>
    /// <param name="clones">How many clones of each.</param>
    /// <exception cref="InvalidDataException">`lineage.csv` is damaged.</exception>
    public static void Write(RunDirectory directory, int clones = 8)
    {
        var trees = Trees(directory, clones).OrderBy(t => t.Key.Condition, StringComparer.Ordinal).ThenBy(t => t.Key.Replicate).ThenBy(t => t.Key.Tissue, StringComparer.Ordinal).ThenBy(t => t.Key.Clone);
        directory.Write(Name, path =>
        {
            using var text = new StreamWriter(path) { NewLine = "\n" };
            foreach (var (_, cells) in trees)
            {
                var known = cells.Select(c => c.Id).ToHashSet();
                var daughters = cells.ToLookup(c => c.Mother);
                foreach (var root in cells.Where(c => c.Mother is not { } mother || !known.Contains(mother)).OrderBy(c => c.Id))
                {
                    Append(text, root, daughters);
                    text.WriteLine(';');
                }
            }
        });
    }

    /// <summary>Of the chosen clones, what a tree needs; the other rows are passed by.</summary>
    private static Dictionary<(string Condition, int Replicate, string Tissue, int Clone), List<Life>> Trees(RunDirectory directory, int clones)
    {
        var trees = new Dictionary<(string Condition, int Replicate, string Tissue, int Clone), List<Life>>();
        foreach (var row in CsvRows.Read(directory.PathOf("lineage.csv")))
        {
            var clone = int.Parse(row[4], CultureInfo.InvariantCulture);
            if (clone >= clones) continue;
            var key = (row[7], int.Parse(row[8], CultureInfo.InvariantCulture), row[6], clone);
            if (!trees.TryGetValue(key, out var cells)) trees[key] = cells = [];
            cells.Add(Life.Of(row));
        }

        return trees;
    }

    private static void Append(StreamWriter text, Life cell, ILookup<UInt128?, Life> daughters)
    {
        var before = '(';
        foreach (var daughter in daughters[cell.Id].OrderBy(d => d.Sister))
        {
            text.Write(before);
            Append(text, daughter, daughters);
            before = ',';
        }

        if (before == ',') text.Write(')');
        text.Write(cell.Id.ToString("x32", CultureInfo.InvariantCulture));
        text.Write(':');
        text.Write(cell.Hours.ToString("R", CultureInfo.InvariantCulture));
    }

    private readonly record struct Life(UInt128 Id, UInt128? Mother, int Sister, double Hours)
    {
        public static Life Of(string[] row) => new(
            Number(row[0]),
            row[1].Length > 0 ? Number(row[1]) : null,
            row[2].Length > 0 ? int.Parse(row[2], CultureInfo.InvariantCulture) : 0,
            double.Parse(row[10], CultureInfo.InvariantCulture) - double.Parse(row[9], CultureInfo.InvariantCulture));

        private static UInt128 Number(string hexadecimal) => UInt128.Parse(hexadecimal, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
    }
}
