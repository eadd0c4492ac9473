namespace Sintropia.Grains.Messages;

/// <summary>What is a grain.</summary>
public enum Resolution
{
    /// <summary>By population: a grain per cell while there are few.</summary>
    Auto,

    /// <summary>Every cell. It holds its state and there are no niches.</summary>
    Cell,

    /// <summary>Blocks of cells in columns; a cell's grain is the address of a row.</summary>
    Niche,
}
