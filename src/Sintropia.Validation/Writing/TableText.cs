using System.Globalization;
using Sintropia.Validation.Books;

namespace Sintropia.Validation.Writing;

/// <summary>A book as lines of text for a terminal, 118 columns wide.</summary>
public static class TableText
{
    private const int Names = 50;

    /// <summary>What is printed before the run.</summary>
    public static string Header(VerificationHeader header)
    {
        ArgumentNullException.ThrowIfNull(header);
        return string.Create(CultureInfo.InvariantCulture,
            $"""
             seed {header.Seed} · {header.Founders} founders a culture · {header.Rows} rows
             {header.Comparisons} statistical comparisons share a family-wise error rate of {header.FamilyWise:P0}: each may deviate by {header.CriticalZ:F2} standard errors (jack-knife over clones)
             """);
    }

    /// <summary>Names of the columns.</summary>
    public static string Columns => $"{"",4}  {"row",-Names} {"expected",12} {"obtained",12} {"tolerance",11}  basis";

    /// <summary>One row.</summary>
    public static string Row(VerificationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"{(row.Verdict == Verdict.Pass ? "pass" : "FAIL")}  {Cut(row.Name, Names),-Names} {Short(row.Expected),12} {Short(row.Obtained),12} {Tolerance(row),11}  {row.Basis}";
    }

    /// <summary>What a failure means: printed after the row.</summary>
    public static string Explanation(VerificationRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return $"      {row.Name}: {row.What}.\n      A wrong law would give: {row.WrongLaw}.\n      Source: {row.Source}.";
    }

    /// <summary>The last lines: how many passed, and what failed.</summary>
    public static string Summary(VerificationBook book)
    {
        ArgumentNullException.ThrowIfNull(book);
        var failures = book.Failures.ToArray();
        var first = string.Create(CultureInfo.InvariantCulture, $"{book.Rows.Count - failures.Length} of {book.Rows.Count} rows pass; seed {book.Header.Seed}; {book.Elapsed.TotalSeconds:F1} s{(book.LeftOut.Count > 0 ? $"; {book.LeftOut.Count} left out, as their source is not confirmed" : "")}");
        return string.Join('\n', failures.Select(Explanation).Prepend(first));
    }

    /// <summary>The whole book.</summary>
    public static void Write(VerificationBook book, TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(book);
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteLine(Header(book.Header));
        foreach (var group in book.Rows.GroupBy(r => r.Group))
        {
            writer.WriteLine();
            writer.WriteLine(group.Key);
            writer.WriteLine(Columns);
            foreach (var row in group) writer.WriteLine(Row(row));
        }

        writer.WriteLine();
        writer.WriteLine(Summary(book));
    }

    private static string Short(Reading reading) => Cut(reading.ToString(), 12);

    private static string Tolerance(VerificationRow row) => row.Expected.Number is null ? "" : row.Tolerance.ToString("G3", CultureInfo.InvariantCulture);

    private static string Cut(string text, int width) => text.Length <= width ? text : text[..(width - 1)] + "…";
}
