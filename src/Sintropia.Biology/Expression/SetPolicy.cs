namespace Sintropia.Biology.Expression;

/// <summary>Whether a predictor looks at cells one by one.</summary>
public enum SetPolicy
{
    /// <summary>Each row is answered by itself.</summary>
    Rows,

    /// <summary>Rows are answered as sets, which the engine keeps together.</summary>
    Sets,
}
