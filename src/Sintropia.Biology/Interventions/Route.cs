namespace Sintropia.Biology.Interventions;

/// <summary>How a dose comes into the body.</summary>
public enum Route
{
    /// <summary>Into a vein, at once.</summary>
    Bolus,

    /// <summary>Into a vein, over a time.</summary>
    Infusion,

    /// <summary>By mouth, into the lumen of the gut.</summary>
    Oral,
}
