using Sintropia.Biology.Chance;
using Sintropia.Biology.Numerics;

namespace Sintropia.Benchmarks.Cultures;

/// <summary>The baseline of B1: what a page of code does, with columns, a scan per tick and exact event times. No lineage, no doses, no counts, no fingerprint, one thread, growth only.</summary>
internal sealed class PlainCulture(ulong seed)
{
    private const double DeathPerHour = 5.31667e-5 * 60, Visible = 8.6;

    private double[] _due = new double[1024], _death = new double[1024];
    private byte[] _phase = new byte[1024];
    private ulong[] _high = new ulong[1024], _low = new ulong[1024];
    private int _count;

    /// <summary>Runs the culture.</summary>
    /// <returns>Cells × hours.</returns>
    public double Run(int founders, double hours)
    {
        for (var i = 0; i < founders; i++)
        {
            var id = Philox.Encrypt(new(0, (ulong)i), 2);
            Add(id, Uniform(id, 1) * 18, 0);
        }

        var cellHours = 0.0;
        for (var tick = 0; tick < hours * 2; tick++)
        {
            var until = (tick + 1) * 0.5;
            for (var i = 0; i < _count; i++)
                while (i < _count && Math.Min(_due[i], _death[i]) <= until) Happen(i);
            cellHours += _count * 0.5;
        }

        return cellHours;
    }

    private void Happen(int i)
    {
        if (_phase[i] == 4)
        {
            _count--;
            (_due[i], _death[i], _phase[i], _high[i], _low[i]) = (_due[_count], _death[_count], _phase[_count], _high[_count], _low[_count]);
            return;
        }

        if (_death[i] < _due[i])
        {
            _due[i] = _death[i] + Visible;
            _death[i] = double.PositiveInfinity;
            _phase[i] = 4;
            return;
        }

        var time = _due[i];
        switch (_phase[i]++)
        {
            case 0: _due[i] = time + 8; return;
            case 1: _due[i] = time + 4; return;
            case 2: _due[i] = time + 1; return;
        }

        var mother = new Block(_high[i], _low[i]);
        var (first, second) = (Philox.Encrypt(mother, 0), Philox.Encrypt(mother, 1));
        (_high[i], _low[i], _phase[i]) = (first.High, first.Low, 0);
        (_due[i], _death[i]) = (time - 5 * Elementary.Log(Uniform(first, 1)), time - Elementary.Log(Uniform(first, 2)) / DeathPerHour);
        Add(second, time - 5 * Elementary.Log(Uniform(second, 1)), time);
    }

    private void Add(Block id, double due, double time)
    {
        if (_count == _due.Length)
        {
            var room = _count * 2;
            Array.Resize(ref _due, room);
            Array.Resize(ref _death, room);
            Array.Resize(ref _phase, room);
            Array.Resize(ref _high, room);
            Array.Resize(ref _low, room);
        }

        (_due[_count], _death[_count], _phase[_count], _high[_count], _low[_count]) = (due, time - Elementary.Log(Uniform(id, 2)) / DeathPerHour, 0, id.High, id.Low);
        _count++;
    }

    private double Uniform(Block id, ulong purpose) => ((Philox.Encrypt(new(purpose, id.Low), seed ^ id.High).Low >> 11) + 0.5) / (1UL << 53);
}
