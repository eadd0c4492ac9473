using System.Globalization;
using System.Text;

namespace Sintropia.Calibration.Doses;

/// <summary>A calibrated drug as a preset of a compound: a file that a scenario can name.</summary>
public static class CompoundText
{
    /// <summary>The text of the file.</summary>
    /// <param name="doses">The drug.</param>
    /// <param name="unit">Unit of its doses, as scenarios write it: uM.</param>
    /// <param name="source">The table.</param>
    /// <remarks>Slowing acts on all phases alike, which is what counts of cells can tell; the delays of the law have no place in a compound and stand in the notes.</remarks>
    public static string Of(CalibratedDoses doses, string unit, string source)
    {
        ArgumentNullException.ThrowIfNull(doses);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"description: {Quoted($"{doses.Name}, calibrated on counts of cells; nominal doses.")}\nunit: {unit}\neffects:\n");
        if (doses.Law.Slowing.Infinite > 1e-4) Effect("slows: [G1, S, G2, M]", "slowing", "slowing_ec50", "slowing_hill", v => $"{Number(100 * Math.Min(1, v))} %");
        if (doses.Law.Death.Infinite > 1e-6) Effect("harms: apoptosis", "death_per_h", "death_ec50", "death_hill", v => $"{Number(v)} per h");
        return text.ToString();

        void Effect(string what, string maximum, string half, string hill, Func<double, string> written)
        {
            text.Append(CultureInfo.InvariantCulture, $"  - {what}\n    ec50: {Value($"{Number(doses.Numbers[half].Estimate)} {unit}", half)}\n    hill: {Value(Number(doses.Numbers[hill].Estimate), hill)}\n    maximum: {Value(written(doses.Numbers[maximum].Estimate), maximum)}\n");
        }

        string Value(string value, string name)
        {
            var i = doses.Numbers[name];
            var note = double.IsFinite(i.Low) ? $"95 % over resampled wells from {Number(i.Low)} to {Number(i.High)}" : "no interval was asked for";
            return $"{{ value: {value}, status: sourced, source: {Quoted(source)}, note: {Quoted(note)} }}";
        }
    }

    private static string Number(double value) => value.ToString("G5", CultureInfo.InvariantCulture);

    private static string Quoted(string text) => $"\"{text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace('\n', ' ')}\"";
}
