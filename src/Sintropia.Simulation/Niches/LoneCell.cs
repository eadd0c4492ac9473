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
    private Newborn _newborn;
    private LastAsk _asked;
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

    /// <summary>The second daughter, after a division; the first is <see cref="Cell"/>.</summary>
    public (Cell Cell, Marks Marks) SecondDaughter => (_newborn.Cell, _newborn.Marks);

    /// <summary>What the second daughter expresses.</summary>
    public ExpressedState? SecondExpression { get; private set; }

    /// <summary>What a predictor is to be asked about it at the end of a tick; null if nothing. Between this and <see cref="Settle"/> nothing may happen to it.</summary>
    /// <param name="exposures">What reached the cells of its tissue over the tick.</param>
    public ResponseQuestion? Ask(ExposureClasses exposures)
    {
        _waits = false;
        if (_life.Expression is not { } law) return null;
        var number = exposures.Of(_cell.Type, _cell.Subset);
        if (!law.IsDue(Expression!.Asked, _cell.Phase, exposures.Key(number), exposures.Exposure.Tick)) return null;
        (_waits, _asked) = (true, new(exposures.Key(number), (int)exposures.Exposure.Tick, (int)_cell.Phase));
        var unperturbed = new float[law.Dimensions];
        law.Unperturbed(_cell.Type, _cell.Phase, Expression.Residual, unperturbed);
        return new(law.Dimensions, unperturbed, new ushort[1], exposures.Agents, exposures.Levels.Slice(number * exposures.Agents, exposures.Agents));
    }

    /// <summary>Takes the answer, and lets what it expresses go on towards it for the length of the tick.</summary>
    /// <param name="answer">x*; empty where nothing was asked.</param>
    /// <param name="hours">Length of the tick, h.</param>
    /// <exception cref="ArgumentException">The answer is not to the question, or is no numbers.</exception>
    public void Settle(ReadOnlySpan<float> answer, double hours)
    {
        if (_life.Expression is not { } law) return;
        if (law.FirstFlaw(answer, _waits ? 1 : 0) is >= 0 and var flaw) throw law.Complaint(answer, flaw, _cell.Id);
        if (_waits) (Expression!.Asked, _waits) = (_asked, false);
        answer.CopyTo(Expression!.Settled);
        if (_cell.Phase.IsLiving()) law.Relax(Expression.Present, Expression.Settled, hours);
    }

    private void Suffer(Strike strike, Surroundings surroundings, Diary diary)
    {
        var happened = strike.On(ref _cell, ref _marks, _life, surroundings);
        diary.Add(_cell.Type, happened);
        if (happened.EndsLife()) diary.End(in _cell, happened, strike.Time);
    }

    private CellEvent LiveThrough(Scene scene, Diary diary)
    {
        while (true)
        {
            var group = scene.Surroundings.Group(_cell.Type, _cell.Subset);
            var slot = group * Niche.SlotsPerGroup + (int)_cell.Phase * 2 + (_cell.Is(CellTraits.Held) ? 1 : 0);
            if (_marks.Due > scene.Horizon.Progress[slot] && _marks.Fatal > scene.Horizon.Hazard[slot]) return CellEvent.None;
            var type = _cell.Type;
            var happened = _life.Next(ref _cell, ref _marks, scene.Surroundings.Of(group), scene.Surroundings, scene.Until, out var time, ref _newborn);
            if (happened == CellEvent.None) return happened;
            diary.Add(type, happened);
            if (happened == CellEvent.Cleared) return happened;
            if (happened.EndsLife()) diary.End(in happened == CellEvent.Divided ? ref _newborn.Mother : ref _cell, happened, time);
            if (happened != CellEvent.Divided) continue;
            if (_life.Expression is { } law) SecondExpression = law.Divide(_newborn.Mother.Id, Expression!);
            return happened;
        }
    }
}
