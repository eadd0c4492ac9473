using System.Globalization;
using System.Text.Json;
using Sintropia.Data.Tables;

namespace Sintropia.Validation.Fixtures.H5ad;

/// <summary>Compares values with what JSON says of them: null is missing or not a number, "inf" and "-inf" are texts.</summary>
internal static class Values
{
    // The order of addition is not the reference's.
    private const double Rounding = 1e-12;

    public static void Compare(string what, double[] got, JsonElement[] wanted, List<string> differences)
    {
        if (got.Length != wanted.Length)
        {
            differences.Add($"{what} has {got.Length} values, expected {wanted.Length}");
            return;
        }

        for (var i = 0; i < got.Length; i++)
        {
            if (Same(got[i], wanted[i])) continue;
            differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what}: value {i} is {got[i]:R}, expected {wanted[i]}"));
            return;
        }
    }

    public static void Compare(string what, Column got, JsonElement wanted, List<string> differences)
    {
        JsonElement[] values = [.. wanted.EnumerateArray()];
        if (got.Length != values.Length)
        {
            differences.Add($"{what} has {got.Length} values, expected {values.Length}");
            return;
        }

        for (var row = 0; row < values.Length; row++)
        {
            if (Same(got, row, values[row])) continue;
            differences.Add($"{what}: value {row} is {got.Text(row) ?? "missing"}, expected {values[row]}");
            return;
        }
    }

    public static void Near(string what, double got, double wanted, List<string> differences)
    {
        if (Math.Abs(got - wanted) > Rounding * Math.Max(1, Math.Abs(wanted))) differences.Add(string.Create(CultureInfo.InvariantCulture, $"{what} is {got:R}, expected {wanted:R}"));
    }

    /// <summary>Whether a value of a column is what JSON says.</summary>
    public static bool Same(Column column, int row, JsonElement wanted)
    {
        if (column.IsMissing(row)) return wanted.ValueKind == JsonValueKind.Null;
        return column switch
        {
            CategoryColumn category => Same(category.Categories, category.Codes[row], wanted),
            BooleanColumn boolean => wanted.ValueKind == (boolean.Values[row] ? JsonValueKind.True : JsonValueKind.False),
            IntegerColumn integer => wanted.ValueKind == JsonValueKind.Number && wanted.TryGetInt64(out var number) && number == integer.Values[row],
            NumberColumn number => Same(number.Values[row], wanted),
            TextColumn text => wanted.ValueKind == JsonValueKind.String && wanted.GetString() == text.Values[row],
            _ => false,
        };
    }

    /// <summary>Bit for bit, the sign of zero included; one not-a-number is like another.</summary>
    public static bool Same(double got, JsonElement wanted) => wanted.ValueKind switch
    {
        JsonValueKind.Null => double.IsNaN(got),
        JsonValueKind.True => got == 1,
        JsonValueKind.False => got == 0,
        JsonValueKind.String => wanted.GetString() switch { "inf" => double.IsPositiveInfinity(got), "-inf" => double.IsNegativeInfinity(got), _ => false },
        JsonValueKind.Number => BitConverter.DoubleToInt64Bits(got) == BitConverter.DoubleToInt64Bits(wanted.GetDouble()),
        _ => false,
    };
}
