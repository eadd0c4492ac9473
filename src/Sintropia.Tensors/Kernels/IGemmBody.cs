namespace Sintropia.Tensors.Kernels;

/// <summary>The micro-kernel for one kind of processor. All bodies give the same bits.</summary>
internal interface IGemmBody
{
    /// <summary>Rows of a whole tile.</summary>
    static abstract int Rows { get; }

    /// <summary>Columns of a tile, which is the width of the panels that B is packed to.</summary>
    static abstract int Columns { get; }

    /// <summary>C = start + alpha·A·B for up to <see cref="Rows"/> rows and one panel.</summary>
    static abstract void Tile(int rows, in GemmTile tile);

    /// <summary>The same for one or two rows and four panels.</summary>
    static abstract void Thin(int rows, in GemmTile tile);
}

/// <summary>A number of rows that the compiler knows, so that one text gives a body for each.</summary>
internal interface IGemmRows
{
    /// <summary>How many.</summary>
    static abstract int Count { get; }
}

/// <summary>The numbers of rows.</summary>
internal static class GemmRows
{
    public readonly struct R1 : IGemmRows { public static int Count => 1; }

    public readonly struct R2 : IGemmRows { public static int Count => 2; }

    public readonly struct R3 : IGemmRows { public static int Count => 3; }

    public readonly struct R4 : IGemmRows { public static int Count => 4; }

    public readonly struct R5 : IGemmRows { public static int Count => 5; }

    public readonly struct R6 : IGemmRows { public static int Count => 6; }

    public readonly struct R7 : IGemmRows { public static int Count => 7; }

    public readonly struct R8 : IGemmRows { public static int Count => 8; }
}
