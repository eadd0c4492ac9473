using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
using Sintropia.Biology.Cycle;
using Sintropia.Biology.Expression;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Scenes;

namespace Sintropia.Simulation.Niches;

/// <summary>A cell that shares its columns with nobody: what a row of a <see cref="Niche"/> lives through, alone. Both give the same bits.</summary>
public sealed class LoneCell
{
    private readonly CellLife _life;
    private Cell _cell;
    private Marks _marks;
    private bool _waits;

    /// <summary>A cell.</summary>
    /// <param name="life">The law of cells.</param>
    /// <param name="cell">Its state.</param>
    /// <param name="marks">Its marks.</param>
    /// <param name="expression">What it expresses; a founder's comes from <see cref="CellExpression.Founder"/>. Null in a run without expression.</param>
    /// <exception cref="ArgumentException">It has expression and its run has none, or the other way round.</exception>
    public LoneCell(CellLife life, in Cell cell, Marks marks, ExpressedState? expression = null)
    {
        if (expression is null != life.Expression is null)
            throw new ArgumentException($"Cells of this run {(life.Expression is null ? "have no expression" : "express something")}, and cell {cell.Id} {(expression is null ? "does not" : "does")}. Give it what it had before.");
        (_life, _cell, _marks, Expression) = (life, cell, marks, expression);
    }

    /// <summary>Its state.</summary>
    public ref readonly Cell Cell => ref _cell;

    /// <summary>Its marks.</summary>
    public Marks Marks => _marks;

    /// <summary>What it expresses; null in a run without expression.</summary>
    public ExpressedState? Expression { get; }

    /// <summary>The hash of its canonical state.</summary>
    public UInt128 Fingerprint => Niche.Fingerprint(in _cell, _marks)
        + (Expression is { } e ? CellExpression.Fingerprint(_cell.Id, e.Residual, e.Present, e.Settled, e.Asked) : 0);

    /// <summary>Lives through the scenes of a tick, or until it divides or is cleared.</summary>
    /// <param name="scenes">The scenes.</param>
    /// <param name="born">The scene in which it was born, which has struck its mother already; −1 if it was there at the start of the tick.</param>
    /// <param name="diary">What happened is written here.</param>
    /// <returns>The scene in which it divided, whose second half its daughters still have to live through; −1 if it is still there, −2 if it was cleared.</returns>
    public int Live(IReadOnlyList<Scene> scenes, int born, Diary diary)
    {
        for (var i = Math.Max(born, 0); i < scenes.Count; i++)
        {
            var scene = scenes[i];
            if (i > born)
            {
                foreach (var choice in scene.Choices) Suffer(choice, scene.Before!, diary);
                foreach (var pulse in scene.Pulses) Suffer(pulse, scene.Surroundings, diary);
            }

            var happened = LiveThrough(scene, diary);
            if (happened == CellEvent.Divided) return i;
            if (happened == CellEvent.Cleared) return Cleared;
        }

        return StillThere;
    }

    /// <summary>What <see cref="Live"/> says of a cell that is still there.</summary>
    public const int StillThere = -1;

    /// <summary>What <see cref="Live"/> says of a dead cell that was cleared away.</summary>
    public const int Cleared = -2;

    /// <summary>The second daughter, after a division; the first is <see cref="Cell"/>. Null before, so that cells which do not divide need no room for one.</summary>
    public LoneCell? Sister { get; private set; }

    /// <summary>Whether a predictor is to be asked about it at the end of a tick. Between this and <see cref="Hear"/> nothing may happen to it.</summary>
    /// <param name="exposures">What reached the cells of its tissue over the tick.</param>
    /// <returns>Its class among them; −1 if nothing is to be asked.</returns>
    public int Ask(ExposureClasses exposures)
    {
        if (_life.Expression is not { } law) return -1;
        var number = exposures.Of(_cell.Type, _cell.Subset);
        var key = exposures.Key(number);
        if (!law.IsDue(Expression!.Asked, _cell.Phase, key, exposures.Exposure.Tick)) return -1;
        (_waits, Expression.Asked) = (true, new(key, (int)exposures.Exposure.Tick, (int)_cell.Phase));
        return number;
    }

    /// <summary>The state that it has without perturbation, which is what a predictor is told of it.</summary>
    /// <param name="unperturbed">x₀; shape [dimensions].</param>
    public void Describe(Span<float> unperturbed) => _life.Expression!.Unperturbed(_cell.Type, _cell.Phase, Expression!.Residual, unperturbed);

    /// <summary>Takes the answer.</summary>
    /// <param name="answer">x*; shape [dimensions].</param>
    /// <exception cref="ArgumentException">Nothing was asked, the answer is not to the question, or it is no numbers.</exception>
    public void Hear(ReadOnlySpan<float> answer)
    {
        var law = _life.Expression!;
        if (law.FirstFlaw(answer, _waits ? 1 : 0) is >= 0 and var flaw) throw law.Complaint(answer, flaw, _cell.Id);
        _waits = false;
        answer.CopyTo(Expression!.Settled);
    }

    /// <summary>Lets what it expresses go on for the length of a tick towards where it would settle, and change its fate.</summary>
    /// <param name="end">The end of the tick.</param>
    /// <exception cref="InvalidOperationException">It waits for an answer.</exception>
    public void Settle(TickEnd end)
    {
        if (_life.Expression is not { } law) return;
        if (_waits) throw new InvalidOperationException($"Cell {_cell.Id} waits for where it would settle. Let it hear the answer first.");
        if (!_cell.Phase.IsLiving()) return;
        law.Relax(Expression!.Present, Expression.Settled, end.Hours);
        if (law.Fate is not { } fate || !fate.Acts(_cell.Phase)) return;
        var unperturbed = new float[law.Dimensions];
        Describe(unperturbed);
        _marks = fate.Steer(in _cell, _marks, Expression.Present, unperturbed, end.Surroundings.Of(end.Surroundings.Group(_cell.Type, _cell.Subset)), end.Time, end.Hours);
    }

    private void Suffer(Strike strike, Surroundings surroundings, Diary diary)
    {
        var happened = strike.On(ref _cell, ref _marks, _life, surroundings);
        diary.Add(_cell.Type, happened, strike.Time, _cell.Phase);
        if (happened.EndsLife()) diary.End(in _cell, happened, strike.Time);
    }

    private CellEvent LiveThrough(Scene scene, Diary diary)
    {
        while (true)
        {
            var group = scene.Surroundings.Group(_cell.Type, _cell.Subset);
            var slot = group * Niche.SlotsPerGroup + (int)_cell.Phase * 2 + (_cell.Is(CellTraits.Held) ? 1 : 0);
            if (_marks.Due > scene.Horizon.Progress[slot] && _marks.Fatal > scene.Horizon.Hazard[slot]) return CellEvent.None;
            var (type, newborn) = (_cell.Type, default(Newborn));
            var happened = _life.Next(ref _cell, ref _marks, scene.Surroundings.Of(group), scene.Surroundings, scene.Until, out var time, ref newborn);
            if (happened == CellEvent.None) return happened;
            diary.Add(type, happened, time, _cell.Phase);
            if (happened == CellEvent.Cleared) return happened;
            if (happened.EndsLife()) diary.End(in happened == CellEvent.Divided ? ref newborn.Mother : ref _cell, happened, time);
            if (happened != CellEvent.Divided) continue;
            Sister = new(_life, in newborn.Cell, newborn.Marks, _life.Expression?.Divide(newborn.Mother.Id, Expression!));
            return happened;
        }
    }
}
