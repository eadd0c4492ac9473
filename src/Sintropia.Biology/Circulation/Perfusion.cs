namespace Sintropia.Biology.Circulation;

/// <summary>How blood comes to an organ and leaves it.</summary>
public enum Perfusion
{
    /// <summary>From the arteries, into the veins.</summary>
    Systemic,

    /// <summary>From the arteries, into the portal vein and so through the liver.</summary>
    Portal,

    /// <summary>The liver: from its artery and from the portal vein, into the veins.</summary>
    Hepatic,

    /// <summary>The lung: all blood of the veins, into the arteries.</summary>
    Pulmonary,
}
