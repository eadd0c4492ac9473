using Orleans.Placement;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Predictors;
using Sintropia.Grains.Tissues;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Grains.Cells;

/// <summary>Holds one cell. What happens to it is decided by <see cref="CellLife"/>, not here.</summary>
/// <remarks>A cell of which a predictor is asked does not wait for the answer: it says at once what happened to it in the tick, and goes on towards where it would settle when it is called next. Its cohort waits for the answers to all its cells, once in a tick.</remarks>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
[PreferLocalPlacement]
public sealed class CellGrain(Bodies bodies, Residents residents) : Resident(residents), ICellGrain, IAskedCell
{
    [ThreadStatic]
    private static Diary? _spare; // most ticks write nothing into it

    private Body? _body;
    private LoneCell? _cell;
    private Exception? _failure;
    private TickEnd? _end; // of the tick over which it has yet to go on towards the answer
    private long _ticks;
    private volatile bool _asks; // until the answer is there the cell is in the hands of the batch
    private bool _keepLineage;
    private CellLived _last = CellLived.Quietly;

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async ValueTask<CellLived> Begin(BeginCell command)
    {
        // Begun twice it would be another cell than the one for which its predictor has been asked.
        if (_cell is not null && _ticks == (command.Scenes is { } scenes ? scenes.Tick + 1 : command.Ticks)) return _last;

        _body = await bodies.Of(TissueAddress.Of(Key).Organism);
        (_keepLineage, _ticks) = (command.KeepLineage, command.Ticks);
        _cell = new(_body.Life, in CellBytes.State(command.Cell), CellBytes.Marks(command.Cell), CellBytes.Expression(command.Cell, _body.Life));
        return command.Scenes is null ? CellLived.Quietly : await Live(command.Scenes, command.Born);
    }

    /// <inheritdoc/>
    public ValueTask<CellLived> Live(TickScenes scenes)
    {
        if (_cell is null) throw new CellsLostException(Key, "holds no cell");
        if (_ticks == scenes.Tick + 1) return new(_last);
        if (_ticks != scenes.Tick) throw new CellsLostException(Key, $"is at tick {_ticks}, and is told of tick {scenes.Tick}");
        return _asks ? LiveLater(scenes) : Live(scenes, -1);
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Row()
    {
        if (_cell is not null) return await Held();
        // Nobody began a life here, so the cell is a row of a niche, or not there.
        return CellId.TryParse(Key[(Key.LastIndexOf('/') + 1)..], out var id)
            ? await GrainFactory.GetGrain<ITissueGrain>(TissueAddress.Of(Key).Key).Find(CellIdentity.Of(id))
            : null;
    }

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Held()
    {
        if (_cell is null) return null;
        if (_asks) await _body!.Predictor!.Answered();
        var cell = Settled();
        return CellBytes.Of(in cell.Cell, cell.Marks, cell.Expression);
    }

    /// <inheritdoc/>
    public ValueTask Dissolve()
    {
        DeactivateOnIdle();
        return default;
    }

    void IAskedCell.Describe(Span<float> unperturbed) => _cell!.Describe(unperturbed);

    void IAskedCell.Hear(ReadOnlySpan<float> settled)
    {
        _cell!.Hear(settled);
        _asks = false;
    }

    void IAskedCell.Fail(Exception why)
    {
        _failure = why;
        _asks = false;
    }

    private async ValueTask<CellLived> LiveLater(TickScenes scenes)
    {
        await _body!.Predictor!.Answered();
        return await Live(scenes, -1);
    }

    private ValueTask<CellLived> Live(TickScenes scenes, int born)
    {
        var cell = Settled();
        _ticks = -1; // a cell that gets stuck in the middle of a tick is lost
        var (lived, isThere) = Happen(cell, scenes, born);
        if (scenes.Exposures(_body!) is { } exposures)
        {
            var predictor = _body!.Predictor!;
            var end = TickEnd.Of(scenes.In(_body), exposures.Exposure.Hours);
            if (isThere && cell.Ask(exposures) is >= 0 and var number)
            {
                (_asks, _end) = (true, end);
                var asked = predictor.Ask(this, exposures, number);
                if (!asked.IsCompletedSuccessfully) return Wait(asked, scenes, lived);
            }
            else
            {
                predictor.Pass();
                if (isThere) cell.Settle(end);
            }
        }

        (_ticks, _last) = (scenes.Tick + 1, lived);
        return new(lived);
    }

    /// <summary>The queue of the predictor is full.</summary>
    private async ValueTask<CellLived> Wait(ValueTask asked, TickScenes scenes, CellLived lived)
    {
        await asked;
        (_ticks, _last) = (scenes.Tick + 1, lived);
        return lived;
    }

    /// <summary>The cell at the end of its last tick.</summary>
    private LoneCell Settled()
    {
        if (_failure is { } failure) throw new CellsLostException(Key, $"had no answer from its predictor: {failure.Message}");
        if (_end is { } end) _cell!.Settle(end);
        _end = null;
        return _cell!;
    }

    /// <summary>Lives through the scenes.</summary>
    /// <returns>What happened, and whether the cell is still there.</returns>
    private (CellLived Lived, bool IsThere) Happen(LoneCell cell, TickScenes scenes, int born)
    {
        var diary = _spare is { } spare && spare.Fits(_body!.Plan.CellTypes.Count, _keepLineage) ? spare : new(_body!.Plan.CellTypes.Count, _keepLineage);
        _spare = null;
        var end = cell.Live(scenes.In(_body), born, diary);
        // A newborn says what it is even if nothing more happened to it.
        if (diary.IsEmpty && born < 0)
        {
            _spare = diary;
            return (CellLived.Quietly, true);
        }

        byte[][] daughters = [];
        if (end >= 0)
        {
            var sister = cell.Sister!;
            daughters = [CellBytes.Of(in cell.Cell, cell.Marks, cell.Expression), CellBytes.Of(in sister.Cell, sister.Marks, sister.Expression)];
        }

        if (end != LoneCell.StillThere) DeactivateOnIdle();
        return (new(cell.Cell.Type, (byte)cell.Cell.Phase, diary.Happened, diary.History, LifeRows.Of(diary.Ended), daughters, end), end == LoneCell.StillThere);
    }
}
