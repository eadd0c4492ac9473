namespace Sintropia.Grains.Messages;

/// <summary>What happened to a cell in a tick.</summary>
/// <param name="Type">Its type now.</param>
/// <param name="Phase">Its phase now.</param>
/// <param name="Events">Events; shape [cell types, events], row-major.</param>
/// <param name="History">Hash of its life, if that ended.</param>
/// <param name="Ended">Its life, if that ended and is kept.</param>
/// <param name="Daughters">Both daughters, if it divided.</param>
/// <param name="Scene">The scene in which it divided; −1 if it is still there, −2 if it was cleared.</param>
[GenerateSerializer, Immutable, Alias("cell-lived")]
public sealed record CellLived(
    [property: Id(0)] byte Type, [property: Id(1)] byte Phase, [property: Id(2)] long[] Events, [property: Id(3)] UInt128 History, [property: Id(4)] byte[] Ended, [property: Id(5)] byte[][] Daughters,
    [property: Id(6)] int Scene)
{
    /// <summary>Nothing happened: what most cells say in most ticks.</summary>
    public static CellLived Quietly { get; } = new(0, 0, [], 0, [], [], -1);

    /// <summary>Whether anything happened.</summary>
    public bool IsEventful => Events.Length > 0;
}
