namespace Sintropia.Training.Samples;

/// <summary>What experiments call samples to which nothing was done.</summary>
public static class ControlNames
{
    private static readonly HashSet<string> s_names = new(StringComparer.OrdinalIgnoreCase)
    {
        "control", "ctrl", "ctl", "dmso", "dmso_tf", "vehicle", "untreated", "mock", "none", "no treatment", "pbs", "saline", "water", "unstimulated", "unperturbed", "wild type", "wt",
        "non-targeting", "nontargeting", "non_targeting", "scramble", "scrambled", "empty vector", "safe-targeting", "neg", "negative control",
    };

    /// <summary>Whether a name says that nothing was done; an empty one says nothing.</summary>
    /// <param name="name">Of a perturbation, or of its kind.</param>
    public static bool Has(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return s_names.Contains(name.Trim());
    }
}
