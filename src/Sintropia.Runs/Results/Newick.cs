using System.Globalization;
using System.Text;

namespace Sintropia.Runs.Results;

/// <summary>`lineage.nwk`: the trees of some clones in Newick form, a line each; branch lengths are hours of life.</summary>
public static class Newick
{
    /// <summary>Writes the trees of the first clones of each tissue, condition and replicate.</summary>
    /// <param name="directory">A run whose `lineage.csv` is complete.</param>
    /// <param name="clones">How many clones of each.</param>
    public static void Write(RunDirectory directory, int clones = 8)
    {
        var trees = new Dictionary<(string Condition, string Replicate, string Tissue, int Clone), List<string[]>>();
        foreach (var row in CsvRows.Read(directory.PathOf("lineage.csv")))
        {
            var clone = int.Parse(row[4], CultureInfo.InvariantCulture);
            if (clone >= clones) continue;
            var key = (row[7], row[8], row[6], clone);
            if (!trees.TryGetValue(key, out var cells)) trees[key] = cells = [];
            cells.Add(row);
        }

        var text = new StringBuilder();
        foreach (var cells in trees.OrderBy(t => t.Key.Condition, StringComparer.Ordinal).ThenBy(t => t.Key.Replicate, StringComparer.Ordinal).ThenBy(t => t.Key.Tissue, StringComparer.Ordinal).ThenBy(t => t.Key.Clone))
        {
            var daughters = cells.Value.ToLookup(c => c[1]);
            foreach (var founder in daughters[""])
            {
                Append(text, founder, daughters);
                text.Append(";\n");
            }
        }

        directory.Write("lineage.nwk", text.ToString());
    }

    private static void Append(StringBuilder text, string[] cell, ILookup<string, string[]> daughters)
    {
        var born = daughters[cell[0]].OrderBy(d => d[2], StringComparer.Ordinal).ToArray();
        if (born.Length > 0)
        {
            text.Append('(');
            for (var i = 0; i < born.Length; i++)
            {
                if (i > 0) text.Append(',');
                Append(text, born[i], daughters);
            }

            text.Append(')');
        }

        var hours = double.Parse(cell[10], CultureInfo.InvariantCulture) - double.Parse(cell[9], CultureInfo.InvariantCulture);
        text.Append(cell[0]).Append(':').Append(hours.ToString("R", CultureInfo.InvariantCulture));
    }
}
