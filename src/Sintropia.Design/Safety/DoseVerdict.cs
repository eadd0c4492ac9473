namespace Sintropia.Design.Safety;

/// <summary>Whether a dose was found in the range.</summary>
public enum DoseVerdict
{
    /// <summary>It was, in every replicate.</summary>
    Found,

    /// <summary>In some replicate the least dose does as much already: it lies below the range.</summary>
    Below,

    /// <summary>In some replicate the greatest dose does less: it lies above the range.</summary>
    Above,
}
