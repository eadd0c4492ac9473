using System.Globalization;
using Sintropia.Evaluation.Assays;

namespace Sintropia.Calibration.Problems;

/// <summary>What is sought, and what was measured. The tables are those of PEtab (Schmiester et al. 2021, doi:10.1371/journal.pcbi.1008646), with a column that says where a parameter stands in the scenario.</summary>
/// <param name="Parameters">What is sought, at least one.</param>
/// <param name="Measurements">What was measured, at least one.</param>
public sealed record CalibrationProblem(IReadOnlyList<CalibratedParameter> Parameters, IReadOnlyList<Measurement> Measurements)
{
    private static readonly Dictionary<string, ObservedQuantity> Quantities = new(StringComparer.OrdinalIgnoreCase)
    {
        ["living"] = ObservedQuantity.Living, ["dead"] = ObservedQuantity.Dead, ["divisions"] = ObservedQuantity.Divisions, ["deaths"] = ObservedQuantity.Deaths, ["fold"] = ObservedQuantity.Fold,
        ["share_g0"] = ObservedQuantity.ShareG0, ["share_g1"] = ObservedQuantity.ShareG1, ["share_s"] = ObservedQuantity.ShareS, ["share_g2"] = ObservedQuantity.ShareG2, ["share_m"] = ObservedQuantity.ShareM,
    };

    /// <summary>Reads the three tables.</summary>
    /// <param name="parameters">parameterId, scenarioPath, lowerBound, upperBound; if there are: parameterScale (lin, log, log10), unit, estimate (0 leaves a row out).</param>
    /// <param name="observables">observableId, observableFormula; if there are: observableTransformation (lin, log, log10), noiseFormula (a number, on that scale).</param>
    /// <param name="measurements">observableId, simulationConditionId, time (h), measurement.</param>
    /// <exception cref="CalibrationException">A table cannot be used.</exception>
    public static CalibrationProblem Read(string parameters, string observables, string measurements)
    {
        try
        {
            var sought = Parameters1(parameters);
            var known = Observables(observables);
            return new(sought, Measured(measurements, known, observables));
        }
        catch (AssayTableException unreadable)
        {
            throw new CalibrationException(unreadable.File, unreadable.Line, unreadable.Message[(unreadable.Message.IndexOf(": ", StringComparison.Ordinal) + 2)..]);
        }
    }

    /// <summary>A value on a scale.</summary>
    public static double Scaled(double value, ObservedScale scale) => scale switch
    {
        ObservedScale.Log => Math.Log(value + 0.5),
        ObservedScale.Log10 => Math.Log10(value + 0.5),
        _ => value,
    };

    private static List<CalibratedParameter> Parameters1(string file)
    {
        var table = AssayTable.Read(file);
        string[] names = table.Texts("parameterId", file), paths = table.Texts("scenarioPath", file), units = Optional(table, "unit"), scales = Optional(table, "parameterScale"), estimate = Optional(table, "estimate");
        double[] low = table.Numbers("lowerBound", file), high = table.Numbers("upperBound", file);
        var found = new List<CalibratedParameter>();
        for (var i = 0; i < names.Length; i++)
        {
            if (estimate[i] == "0") continue;
            var log = scales[i] switch { "" or "lin" => false, "log" or "log10" => true, var other => throw new CalibrationException(file, i + 2, $"parameterScale '{other}' is not lin, log or log10.") };
            if (!(low[i] < high[i]) || (log && !(low[i] > 0))) throw new CalibrationException(file, i + 2, string.Create(CultureInfo.InvariantCulture, $"'{names[i]}' has bounds {low[i]} and {high[i]}. Give a lower and a greater one{(log ? ", above 0 for a logarithmic scale" : "")}."));
            if (found.Any(p => p.Name == names[i])) throw new CalibrationException(file, i + 2, $"'{names[i]}' stands here twice. Rename one.");
            found.Add(new(names[i], paths[i], low[i], high[i], log, units[i]));
        }

        return found.Count > 0 ? found : throw new CalibrationException(file, 0, "No parameter is sought: every row has estimate 0.");
    }

    private static Dictionary<string, (ObservedQuantity Quantity, ObservedScale Scale, double Noise)> Observables(string file)
    {
        var table = AssayTable.Read(file);
        string[] names = table.Texts("observableId", file), formulas = table.Texts("observableFormula", file), scales = Optional(table, "observableTransformation"), noises = Optional(table, "noiseFormula");
        var found = new Dictionary<string, (ObservedQuantity, ObservedScale, double)>();
        for (var i = 0; i < names.Length; i++)
        {
            if (!Quantities.TryGetValue(formulas[i], out var quantity)) throw new CalibrationException(file, i + 2, $"observableFormula '{formulas[i]}' is nothing that can be counted. There are {string.Join(", ", Quantities.Keys)}.");
            var scale = scales[i] switch { "" or "lin" => ObservedScale.Linear, "log" => ObservedScale.Log, "log10" => ObservedScale.Log10, var other => throw new CalibrationException(file, i + 2, $"observableTransformation '{other}' is not lin, log or log10.") };
            var noise = 0.0;
            if (noises[i].Length > 0 && !(double.TryParse(noises[i], CultureInfo.InvariantCulture, out noise) && noise >= 0)) throw new CalibrationException(file, i + 2, $"noiseFormula '{noises[i]}' is no number ≥ 0. Give the standard deviation of a measurement on its scale.");
            if (!found.TryAdd(names[i], (quantity, scale, noise))) throw new CalibrationException(file, i + 2, $"'{names[i]}' stands here twice. Rename one.");
        }

        return found;
    }

    private static List<Measurement> Measured(string file, Dictionary<string, (ObservedQuantity Quantity, ObservedScale Scale, double Noise)> known, string observables)
    {
        var table = AssayTable.Read(file);
        string[] names = table.Texts("observableId", file), conditions = Optional(table, "simulationConditionId");
        double[] times = table.Numbers("time", file, 0), values = table.Numbers("measurement", file);
        return [.. names.Select((name, i) => !known.TryGetValue(name, out var observable)
            ? throw new CalibrationException(file, i + 2, $"'{name}' is not in {observables}, which has {string.Join(", ", known.Keys)}.")
            : !double.IsFinite(values[i]) || !double.IsFinite(times[i]) ? throw new CalibrationException(file, i + 2, "time and measurement have to be numbers. Leave out rows without one.")
            : new Measurement(name, observable.Quantity, observable.Scale, conditions[i], times[i], Scaled(values[i], observable.Scale), observable.Noise))];
    }

    private static string[] Optional(AssayTable table, string column) => table.Has(column) ? table.Texts(column, table.File) : [.. Enumerable.Repeat("", table.Rows)];
}
