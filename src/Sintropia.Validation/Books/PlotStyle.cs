namespace Sintropia.Validation.Books;

/// <summary>How a plot shows what must come out and what came out.</summary>
public enum PlotStyle
{
    /// <summary>The law is a line, what came out are points.</summary>
    Points,

    /// <summary>The law is a line, what came out are bars.</summary>
    Bars,

    /// <summary>What must come out was measured and is shown as crosses; what came out is a line.</summary>
    Measured,
}
