using Sintropia.Calibration.Writing;

namespace Sintropia.Calibration.Durations;

/// <summary>Writes what a calibration of durations found into a folder.</summary>
public static class CalibrationFiles
{
    /// <summary>Names of the files.</summary>
    public const string Preset = "preset.yaml", Laws = "durations.csv", Page = "durations.html";

    /// <summary>Writes preset, table of all laws and page, each under a temporary name first.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="calibration">The calibration.</param>
    /// <param name="checks">Comparisons with a half that was held out.</param>
    /// <param name="name">What the cells are.</param>
    /// <param name="source">The table, with what tells it apart from others.</param>
    public static void Write(string folder, DurationCalibration calibration, IReadOnlyList<HeldOutCheck> checks, string name, string source)
    {
        ArgumentNullException.ThrowIfNull(calibration);
        Directory.CreateDirectory(folder);
        WholeFile.Write(Path.Combine(folder, Preset), PresetText.Of(calibration, source, $"{name}, calibrated on recorded lineages."));
        WholeFile.Write(Path.Combine(folder, Laws), ["phase", "law", "mean_h", "variation", "log_likelihood", "parameters", "aic", "taken"],
            calibration.Phases.SelectMany(p => p.Fits.Select(f => (object?[])[p.Phase, f.Name, f.Law.Mean, f.Variation, f.LogLikelihood, f.Parameters, f.Akaike, f.Family == p.Recorded.Family ? "yes" : "no"])));
        DurationPage.Of(calibration, $"Durations of {name}", source, checks).Write(Path.Combine(folder, Page));
    }
}
