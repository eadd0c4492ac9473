namespace Sintropia.Predictors.BioJepa;

/// <summary>How an entity is acted on, as places in the table of modes of v0.4, which has ten. Only interference and control are in its published data; the others are ours, and have no trained meaning until a model is trained with them.</summary>
public enum PerturbationMode
{
    /// <summary>CRISPR interference: less transcription.</summary>
    Interference = 0,

    /// <summary>Knockout.</summary>
    Knockout = 1,

    /// <summary>CRISPR activation, or overexpression.</summary>
    Activation = 2,

    /// <summary>A drug on its target.</summary>
    Drug = 3,

    /// <summary>Nothing is done.</summary>
    Control = 8,
}
