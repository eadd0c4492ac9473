using System.Buffers;
using Sintropia.Biology.Cells;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Grains.Addresses;
using Sintropia.Grains.Cells;
using Sintropia.Grains.Messages;
using Sintropia.Grains.Organisms;
using Sintropia.Grains.Placement;
using Sintropia.Runs.Checkpoints;
using Sintropia.Runs.Watching;
using Sintropia.Simulation.Checkpoints;
using Sintropia.Simulation.Niches;
using Sintropia.Simulation.Organisms;
using Sintropia.Simulation.Scenes;
using Sintropia.Simulation.Tissues;
using Sintropia.Simulation.Watching;

namespace Sintropia.Grains.Niches;

/// <summary>Keeps one niche. What happens to its cells is decided by <see cref="Niche"/>, not here.</summary>
/// <param name="bodies">Plans and checkpoints, as this machine finds them.</param>
/// <param name="residents">Told while it is here.</param>
[EvenPlacement]
public sealed class NicheGrain(Bodies bodies, Residents residents) : Resident(residents), INicheGrain
{
    private Body _body = null!;
    private Niche? _niche; // null while it lives through a tick: one that got stuck in the middle is lost
    private Surroundings _surroundings = null!; // of the last tick: rows are placed by its groups
    private BlockAdvanced? _last;
    private byte[]? _giving; // cells that are no more here, and not yet where they go
    private BlockAdvanced? _given; // since the last tick
    private CellsDeparted? _departed;
    private CellsArrived? _arrived; // before the next tick

    private string Key => this.GetPrimaryKeyString();

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Found(FoundBlock command)
    {
        if (_niche is not null && _last!.Tick == 0) return _last;
        var milieu = await Begin(command.Carrying);
        var founding = _body.Founding(TissueAddress.Of(Key).Number, command);
        return Take(0, founding.Found(command.First, command.Count, milieu.Surroundings), milieu.Surroundings);
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Restore(RestoreBlock command)
    {
        if (_niche is not null && _last!.Tick == command.Ticks) return _last;
        var milieu = await Begin(command.Carrying);
        milieu.Restore(StateJson.Read(command.Tissue));
        try
        {
            var niche = NicheFiles.Read(bodies.Checkpoints(command.Checkpoint), command.Checkpoint.Name, command.Niches[0].Niche, _body.Life, milieu, command.Carrying.KeepLineage);
            return Take(command.Ticks, niche, milieu.Surroundings);
        }
        catch (CheckpointException torn) when (torn.IsTorn)
        {
            return BlockAdvanced.Stopped(Trouble.Torn, torn.Message);
        }
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Adopt(AdoptCells command)
    {
        if (_niche is not null && _last!.Tick == command.Scenes.Tick + 1) return _last;
        await Begin(command.Carrying);
        var surroundings = command.Scenes.In(_body)[^1].Surroundings;
        return Take(command.Scenes.Tick + 1, NicheBlob.Read(command.Niche, Key, _body.Life, surroundings, command.Carrying.KeepLineage), surroundings);
    }

    /// <inheritdoc/>
    public Task<CellsDeparted> Depart(long tick)
    {
        if (_departed?.Tick == tick) return Task.FromResult(_departed);
        var niche = Held();
        if (_last!.Tick != tick) throw new CellsLostException(Key, $"is at tick {_last.Tick}, and is told of tick {tick}");
        var (leaving, plan) = (new List<Emigrant>(), _body.Plan);
        niche.Leave(plan.Tissues[TissueAddress.Of(Key).Number].Migrations, tick, plan.TimeOf(tick - 1), plan.TimeOf(tick), _surroundings, leaving);
        return Task.FromResult(_departed = CellsDeparted.Of(tick, leaving));
    }

    /// <inheritdoc/>
    public Task Receive(CellsArrived command)
    {
        Held();
        _arrived = command;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Advance(TickScenes scenes)
    {
        var niche = Held();
        // A caller that timed out asks again; the same tick must not age the cells twice.
        if (_last!.Tick == scenes.Tick + 1) return _last;
        if (_last.Tick != scenes.Tick) throw new CellsLostException(Key, $"is at tick {_last.Tick}, and is told of tick {scenes.Tick}");

        using var span = SimulationSpans.Niche("niche", niche.Count, TraceParent.Current);
        var told = scenes.In(_body);
        (_niche, _given) = (null, null);
        if (_arrived?.Tick == scenes.Tick)
            foreach (var row in _arrived.Cells) niche.Add(in CellBytes.State(row), CellBytes.Marks(row), told[0].Before ?? told[0].Surroundings, CellBytes.Expression(row, _body.Life));
        _arrived = null;
        try
        {
            niche.Live(told);
        }
        catch (PopulationLimitException crowded)
        {
            return BlockAdvanced.Stopped(Trouble.Crowded, crowded.Message);
        }

        if (scenes.Exposures(_body) is { } exposures) await Express(niche, exposures, TickEnd.Of(told, exposures.Exposure.Hours));
        RunMeter.Stepped(TissueAddress.Of(Key).Organism.Run, niche.Count);
        return Take(scenes.Tick + 1, niche, told[^1].Surroundings);
    }

    /// <inheritdoc/>
    public async Task<BlockAdvanced> Give(GiveCells command)
    {
        if (_given is not null) return _given; // the answer was lost
        if (_giving is null)
        {
            _giving = NicheBlob.Of(Held().Give(command.Rows, _surroundings));
            Take(_last!.Tick, _niche!, _surroundings);
        }

        var moved = new AdoptCells(command.Carrying, _giving, command.Scenes);
        _given = await Insistence.On(() => GrainFactory.GetGrain<INicheGrain>(command.To).Adopt(moved));
        _giving = null;
        return _given;
    }

    /// <inheritdoc/>
    public Task<BlockSurveyed> Survey(int groups)
    {
        var niche = Held();
        var slots = new long[_surroundings.Count * Phases.Count * 2 * groups];
        var sum = niche.Survey(groups, slots);
        return Task.FromResult(new BlockSurveyed(sum, Tissue.ByGroup(slots, groups, _body.Plan.CellTypes.Count, _surroundings)));
    }

    /// <inheritdoc/>
    public Task<BlockSaved> Save(CheckpointPlace checkpoint)
    {
        var tissue = TissueAddress.Of(Key);
        var file = NicheFiles.Write(bodies.Checkpoints(checkpoint), checkpoint.Name, tissue.Number, TissueAddress.BlockOf(Key), Held(), checkpoint.Durable, tissue.Organism.Epoch);
        return Task.FromResult(BlockSaved.Of(file));
    }

    /// <inheritdoc/>
    public Task<byte[]> Rows() => Task.FromResult(CellRows.Of(Held().Cells));

    /// <inheritdoc/>
    public Task<byte[]> Express(ulong bound) => Task.FromResult(ExpressionRows.Of(Held(), bound));

    /// <inheritdoc/>
    public Task<byte[]?> Find(CellIdentity id) =>
        Task.FromResult(Held().Find(id.Id) is >= 0 and var i ? CellBytes.Of(_niche!, i) : null);

    /// <inheritdoc/>
    public Task Dissolve()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    private async ValueTask Express(Niche niche, ExposureClasses exposures, TickEnd end)
    {
        if (niche.Ask(exposures, end.Surroundings) is not { } question)
        {
            niche.Settle([], end);
            return;
        }

        var answer = ArrayPool<float>.Shared.Rent(question.Length);
        using (_body.Predictor!.Expect(1)) // who asks about so many waits for nobody
        {
            var asked = _body.Predictor.Respond(question, answer.AsMemory(0, question.Length), CancellationToken.None);
            _body.Predictor.Pass();
            await asked;
        }

        niche.Settle(answer.AsSpan(0, question.Length), end);
        ArrayPool<float>.Shared.Return(answer);
    }

    private async Task<Milieu> Begin(Carrying carrying)
    {
        carrying.Agree(Key);
        var tissue = TissueAddress.Of(Key);
        _body = await bodies.Of(tissue.Organism);
        return _body.Milieu(tissue.Number);
    }

    private Niche Held() => _niche ?? throw new CellsLostException(Key, "holds no cells");

    private BlockAdvanced Take(long tick, Niche niche, Surroundings surroundings)
    {
        (_niche, _surroundings) = (niche, surroundings);
        var cells = new long[_body.Plan.CellTypes.Count * Phases.Count];
        niche.CountByPhase(surroundings, cells);
        return _last = new(tick, niche.Count, cells, [.. niche.Happened], niche.History, LifeRows.Of(niche.TakeEnded()));
    }
}
