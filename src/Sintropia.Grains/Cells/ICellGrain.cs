using Sintropia.Grains.Messages;

namespace Sintropia.Grains.Cells;

/// <summary>One cell. At cell resolution the grain holds its state; at niche resolution it is the address of a row.</summary>
[Alias("cell")]
public interface ICellGrain : IGrainWithStringKey
{
    /// <summary>Begins to live, in the middle of a tick for a newborn.</summary>
    ValueTask<CellLived> Begin(BeginCell command);

    /// <summary>Lives through a tick. A tick that was lived already is answered as before.</summary>
    ValueTask<CellLived> Live(TickScenes scenes);

    /// <summary>Its state and marks, wherever they are; null if there is no such cell now.</summary>
    ValueTask<byte[]?> Row();

    /// <summary>Its state and marks if this grain holds them, and null otherwise. It asks nobody: this is for the cohort, whose tissue waits for it and could not answer.</summary>
    ValueTask<byte[]?> Held();

    /// <summary>Forgets its state.</summary>
    ValueTask Dissolve();
}
