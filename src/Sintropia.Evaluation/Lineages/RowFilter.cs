using System.Globalization;
using System.Text.RegularExpressions;

namespace Sintropia.Evaluation.Lineages;

/// <summary>Which rows of a table to keep: conditions joined by "and", such as <c>dose == 0 and well in A3, A5</c>.</summary>
/// <remarks>Operators: == != &lt; &lt;= &gt; &gt;= in. Two numbers compare as numbers (0 equals 0.0), anything else as text in the same letters. A column name with blanks
/// stands in double quotes.</remarks>
public sealed partial class RowFilter
{
    private RowFilter(string text, IReadOnlyList<Condition> conditions) => (Text, Conditions) = (text, conditions);

    /// <summary>The filter as written.</summary>
    public string Text { get; }

    internal IReadOnlyList<Condition> Conditions { get; }

    /// <summary>Reads a filter.</summary>
    /// <exception cref="FormatException">A condition is not of the form column operator value.</exception>
    public static RowFilter Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new(text, [.. And().Split(text).Select(ParseCondition)]);
    }

    private static Condition ParseCondition(string text)
    {
        var match = Form().Match(text);
        if (!match.Success)
            throw new FormatException(
                $"'{text.Trim()}' is not a condition on rows. Write column operator value, for example dose == 0, or well in A3, A5; operators are == != < <= > >= in.");
        var values = match.Groups["operator"].Value == "in"
            ? match.Groups["value"].Value.Trim('(', ')', '[', ']').Split(',').Select(Unquoted).ToArray()
            : [Unquoted(match.Groups["value"].Value)];
        return new(Unquoted(match.Groups["column"].Value), match.Groups["operator"].Value, values);
    }

    private static string Unquoted(string text)
    {
        text = text.Trim();
        return text.Length >= 2 && (text[0] is '"' or '\'') && text[^1] == text[0] ? text[1..^1] : text;
    }

    [GeneratedRegex(@"\s+and\s+", RegexOptions.CultureInvariant)]
    private static partial Regex And();

    [GeneratedRegex("""^\s*(?<column>"[^"]+"|[^\s=!<>]+)\s*(?<operator>==|!=|<=|>=|<|>|(?<=\s)in(?=[\s(\[]))\s*(?<value>\S.*?)\s*$""", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    internal sealed record Condition(string Column, string Operator, string[] Values)
    {
        public bool Keeps(string field) => Operator switch
        {
            "in" => Values.Any(v => Compare(field, v) == 0),
            "==" => Compare(field, Values[0]) == 0,
            "!=" => Compare(field, Values[0]) != 0,
            "<" => Compare(field, Values[0]) < 0,
            "<=" => Compare(field, Values[0]) <= 0,
            ">" => Compare(field, Values[0]) > 0,
            _ => Compare(field, Values[0]) >= 0,
        };

        private static int Compare(string a, string b) =>
            double.TryParse(a, NumberStyles.Float, CultureInfo.InvariantCulture, out var x) && double.TryParse(b, NumberStyles.Float, CultureInfo.InvariantCulture, out var y)
                ? x.CompareTo(y)
                : string.CompareOrdinal(a.Trim(), b);
    }
}
