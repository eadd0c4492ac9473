namespace Sintropia.Design.Targets;

/// <summary>How near a predicted change is to the wanted one.</summary>
public enum TargetMeasure
{
    /// <summary>Cosine of the two changes over genes.</summary>
    Cosine,

    /// <summary>The same, less the mean change of what was trained on: what all perturbations share earns nothing.</summary>
    Centred,

    /// <summary>Root mean square difference of the two states over genes, as a negative number.</summary>
    Distance,

    /// <summary>Connectivity: the running sum of the wanted change's strongest genes along the predicted one, and the other way round, averaged.</summary>
    Connectivity,
}
