namespace Sintropia.Tensors.Backends;

/// <summary>What is done to two elements at the same place. Comparisons give 1 for true and 0 for false, and false where an element is not a number.</summary>
public enum BinaryOperation
{
    /// <summary>a + b.</summary>
    Add,

    /// <summary>a − b.</summary>
    Subtract,

    /// <summary>a·b.</summary>
    Multiply,

    /// <summary>a/b.</summary>
    Divide,

    /// <summary>The larger; not a number where one is not.</summary>
    Maximum,

    /// <summary>The smaller; not a number where one is not.</summary>
    Minimum,

    /// <summary>a = b.</summary>
    Equal,

    /// <summary>a &gt; b.</summary>
    Greater,

    /// <summary>a ≥ b.</summary>
    GreaterOrEqual,
}
