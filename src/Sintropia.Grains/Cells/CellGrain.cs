using Orleans.Placement;
using Sintropia.Biology.Cells;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Tissues;
using Sintropia.Simulation.Niches;

namespace Sintropia.Grains.Cells;

/// <summary>Holds one cell. What happens to it is decided by <see cref="CellLife"/>, not here.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
[PreferLocalPlacement]
public sealed class CellGrain(Bodies bodies) : Grain, ICellGrain
{
    [ThreadStatic]
    private static Diary? _spare; // most ticks write nothing into it

    private Body? _body;
    private LoneCell? _cell;
    private bool _keepLineage;
    private long _ticks;
    private CellLived _last = CellLived.Quietly;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public ValueTask<CellLived> Begin(BeginCell command)
    {
        var body = bodies.Of(TissueAddress.Of(Key).Organism);
        return body.IsCompletedSuccessfully ? new(Begin(body.Result, command)) : Later();

        async ValueTask<CellLived> Later() => Begin(await body, command);
    }

    /// <inheritdoc/>
    public ValueTask<CellLived> Live(TickScenes scenes)
    {
        if (_cell is null) throw new CellsLostException(Key, "holds no cell");
        if (_ticks == scenes.Tick + 1) return new(_last);
        if (_ticks != scenes.Tick) throw new CellsLostException(Key, $"is at tick {_ticks}, and is told of tick {scenes.Tick}");
        return new(Live(scenes, -1));
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Row()
    {
        if (_cell is not null) return CellRows.Of(in _cell.Cell, _cell.Marks);
        // Nobody began a life here, so the cell is a row of a niche, or not there.
        return CellId.TryParse(Key[(Key.LastIndexOf('/') + 1)..], out var id)
            ? await GrainFactory.GetGrain<ITissueGrain>(TissueAddress.Of(Key).Key).Find(CellIdentity.Of(id))
            : null;
    }

    /// <inheritdoc/>
    public ValueTask Dissolve()
    {
        DeactivateOnIdle();
        return default;
    }

    private CellLived Begin(Body body, BeginCell command)
    {
        (_body, _keepLineage, _ticks) = (body, command.KeepLineage, command.Ticks);
        _cell = new(body.Life, in CellRows.Cells(command.Row)[0], CellRows.Marks(command.Row)[0]);
        return command.Scenes is null ? CellLived.Quietly : Live(command.Scenes, command.Born);
    }

    private CellLived Live(TickScenes scenes, int born)
    {
        var diary = _spare ?? new(_body!.Plan.CellTypes.Count, _keepLineage);
        var end = _cell!.Live(scenes.In(_body!.Plan), born, diary);
        _ticks = scenes.Tick + 1;
        // A newborn says what it is even if nothing more happened to it.
        if (diary.IsEmpty && born < 0)
        {
            _spare = diary.Happened.Length == _body.Plan.CellTypes.Count * CellEvents.Count ? diary : null;
            return _last = CellLived.Quietly;
        }

        _spare = null;
        byte[] daughters = [];
        if (end >= 0)
        {
            var (sister, marks) = _cell.SecondDaughter;
            daughters = CellRows.Of([_cell.Cell, sister], [_cell.Marks, marks]);
        }

        if (end != LoneCell.StillThere) DeactivateOnIdle();
        return _last = new(_cell.Cell.Type, (byte)_cell.Cell.Phase, diary.Happened, diary.History, LifeRows.Of(diary.Ended), daughters, end);
    }
}
