namespace Sintropia.Calibration.Writing;

/// <summary>How a trace is drawn.</summary>
public enum TraceStyle
{
    /// <summary>What was measured: dots.</summary>
    Measured,

    /// <summary>What was measured: steps.</summary>
    Steps,

    /// <summary>A law: a line.</summary>
    Law,

    /// <summary>Another law: a broken line.</summary>
    Other,

    /// <summary>What lies between two edges.</summary>
    Band,

    /// <summary>A histogram: bars of equal width about the points.</summary>
    Bars,
}
