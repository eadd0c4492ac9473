namespace Sintropia.Reports.Reading;

/// <summary>One cell of lineage.csv.</summary>
internal readonly record struct LineageCell(
    string Id, string Parent, long CloneNumber, string CellType, string Condition, int Replicate, double Birth, double End, string Fate,
    double G0, double G1, double S, double G2, double M)
{
    public double this[int phase] => phase switch { 0 => G0, 1 => G1, 2 => S, 3 => G2, _ => M };
    public bool Founder => Parent.Length == 0;
    public bool Divided => Fate == "divided";
    public bool Died => Phases.Deaths.Contains(Fate);
}

/// <summary>Streams lineage.csv: it may hold every cell that ever lived, and is never kept whole.</summary>
internal static class LineageTable
{
    public static bool Read(string directory, List<string> notices, Action<LineageCell> take) =>
        TidyTable.Read(directory, "lineage.csv",
            ["clone", "replicate", "birth_h", "end_h", "g0_h", "g1_h", "s_h", "g2_h", "m_h"], ["cell_id", "parent_id", "cell_type", "condition", "fate"], notices, row =>
            {
                var n = row.Numbers;
                take(new(row.Texts[0], row.Texts[1], (long)n[0], row.Texts[2], row.Texts[3], (int)n[1], n[2], n[3], row.Texts[4], n[4], n[5], n[6], n[7], n[8]));
            });
}
