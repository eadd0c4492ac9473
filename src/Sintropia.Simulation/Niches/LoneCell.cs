using Sintropia.Biology.Cells;
using Sintropia.Biology.Chance;
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

    /// <summary>A cell.</summary>
    /// <param name="life">The law of cells.</param>
    /// <param name="cell">Its state.</param>
    /// <param name="marks">Its marks.</param>
    public LoneCell(CellLife life, in Cell cell, Marks marks) => (_life, _cell, _marks) = (life, cell, marks);

    /// <summary>Its state.</summary>
    public ref readonly Cell Cell => ref _cell;

    /// <summary>Its marks.</summary>
    public Marks Marks => _marks;

    /// <summary>The hash of its canonical state.</summary>
    public UInt128 Fingerprint => Niche.Fingerprint(in _cell, _marks);

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
            if (happened == CellEvent.Divided) return happened;
        }
    }
}
