using Orleans.Placement;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Expression;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Niches;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Tissues;
using Sintropia.Simulation.Niches;

namespace Sintropia.Grains.Cells;

/// <summary>Holds one cell. What happens to it is decided by <see cref="CellLife"/>, not here.</summary>
/// <param name="bodies">Plans, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
[PreferLocalPlacement]
public sealed class CellGrain(Bodies bodies, Residents residents) : Resident(residents), ICellGrain
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
    public async ValueTask<CellLived> Begin(BeginCell command)
    {
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
        return Live(scenes, -1);
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
    public ValueTask<byte[]?> Held() => new(_cell is null ? null : CellBytes.Of(in _cell.Cell, _cell.Marks, _cell.Expression));

    /// <inheritdoc/>
    public ValueTask Dissolve()
    {
        DeactivateOnIdle();
        return default;
    }

    private ValueTask<CellLived> Live(TickScenes scenes, int born)
    {
        _ticks = -1; // a cell that gets stuck in the middle of a tick is lost
        var (lived, isThere) = Happen(scenes, born);
        if (scenes.Exposures(_body!) is not { } exposures)
        {
            (_ticks, _last) = (scenes.Tick + 1, lived);
            return new(lived);
        }

        if (isThere && _cell!.Ask(exposures) is { } question) return Respond(question, exposures, lived);
        _body!.Predictor!.Pass();
        if (isThere) _cell!.Settle([], exposures.Exposure.Hours);
        (_ticks, _last) = (scenes.Tick + 1, lived);
        return new(lived);
    }

    private async ValueTask<CellLived> Respond(ResponseQuestion question, ExposureClasses exposures, CellLived lived)
    {
        var answer = new float[question.Length];
        var asked = _body!.Predictor!.Respond(question, answer, CancellationToken.None);
        _body.Predictor.Pass();
        await asked;
        _cell!.Settle(answer, exposures.Exposure.Hours);
        (_ticks, _last) = (exposures.Exposure.Tick + 1, lived);
        return lived;
    }

    /// <summary>Lives through the scenes.</summary>
    /// <returns>What happened, and whether the cell is still there.</returns>
    private (CellLived Lived, bool IsThere) Happen(TickScenes scenes, int born)
    {
        var diary = _spare is { } spare && spare.Fits(_body!.Plan.CellTypes.Count, _keepLineage) ? spare : new(_body!.Plan.CellTypes.Count, _keepLineage);
        _spare = null;
        var end = _cell!.Live(scenes.In(_body), born, diary);
        // A newborn says what it is even if nothing more happened to it.
        if (diary.IsEmpty && born < 0)
        {
            _spare = diary;
            return (CellLived.Quietly, true);
        }

        byte[][] daughters = [];
        if (end >= 0)
        {
            var (sister, marks) = _cell.SecondDaughter;
            daughters = [CellBytes.Of(in _cell.Cell, _cell.Marks, _cell.Expression), CellBytes.Of(in sister, marks, _cell.SecondExpression)];
        }

        if (end != LoneCell.StillThere) DeactivateOnIdle();
        return (new(_cell.Cell.Type, (byte)_cell.Cell.Phase, diary.Happened, diary.History, LifeRows.Of(diary.Ended), daughters, end), end == LoneCell.StillThere);
    }
}
