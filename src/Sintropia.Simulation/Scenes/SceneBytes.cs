using Sintropia.Biology.Cycle;
using Sintropia.Biology.Tissues;
using Sintropia.Simulation.Organisms;

namespace Sintropia.Simulation.Scenes;

/// <summary>The scenes of a tick as bytes, for cells on another machine: some kilobytes, however many cells there are. Little-endian.</summary>
public static class SceneBytes
{
    /// <summary>Version of the layout.</summary>
    public const byte Version = 1;

    /// <summary>Writes scenes.</summary>
    public static byte[] Write(IReadOnlyList<Scene> scenes)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(scenes.Count);
        foreach (var scene in scenes)
        {
            writer.Write(scene.Until);
            writer.Write(scene.Choices.Count);
            foreach (var choice in scene.Choices)
            {
                writer.Write(choice.Intervention);
                writer.Write(choice.Bit);
                writer.Write(choice.Time);
            }

            if (scene.Choices.Count > 0) Write(writer, scene.Before!);
            writer.Write(scene.Pulses.Count);
            foreach (var pulse in scene.Pulses)
            {
                writer.Write(pulse.Pulse);
                writer.Write(pulse.Time);
                Write(writer, pulse.Lethal);
                writer.Write(pulse.Reached.Length);
                foreach (var reached in pulse.Reached) writer.Write(reached);
            }

            Write(writer, scene.Surroundings);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads scenes.</summary>
    /// <param name="bytes">What <see cref="Write(IReadOnlyList{Scene})"/> wrote.</param>
    /// <param name="plan">The plan of the organism.</param>
    /// <exception cref="InvalidDataException">They are of another version.</exception>
    public static IReadOnlyList<Scene> Read(byte[] bytes, OrganismPlan plan)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"Scenes of layout {version} were sent, and this version reads {Version}. Let all machines of the cluster run one version of Sintropia.");
        var scenes = new Scene[reader.ReadInt32()];
        for (var i = 0; i < scenes.Length; i++)
        {
            var until = reader.ReadDouble();
            var choices = new Choice[reader.ReadInt32()];
            for (var k = 0; k < choices.Length; k++)
            {
                var intervention = reader.ReadInt32();
                choices[k] = new(intervention, reader.ReadInt32(), plan.Interventions[intervention].Target, reader.ReadDouble());
            }

            var before = choices.Length > 0 ? ReadSurroundings(reader, plan) : null;
            var pulses = new RadiationPulse[reader.ReadInt32()];
            for (var k = 0; k < pulses.Length; k++) pulses[k] = ReadPulse(reader);
            var surroundings = ReadSurroundings(reader, plan);
            scenes[i] = new(until, choices, before, pulses, surroundings, new(surroundings, until, plan.MostCells));
        }

        return scenes;
    }

    private static RadiationPulse ReadPulse(BinaryReader reader)
    {
        var pulse = reader.ReadUInt64();
        var time = reader.ReadDouble();
        var lethal = ReadDoubles(reader);
        var reached = new bool[reader.ReadInt32()];
        for (var i = 0; i < reached.Length; i++) reached[i] = reader.ReadBoolean();
        return new(pulse, lethal, reached, time);
    }

    private static void Write(BinaryWriter writer, Surroundings surroundings)
    {
        writer.Write(surroundings.Count);
        for (var group = 0; group < surroundings.Count; group++)
        {
            var ((type, subset), here) = (surroundings.Key(group), surroundings.Of(group));
            writer.Write(type);
            writer.Write(subset);
            foreach (var clock in here.Progress) Write(writer, clock);
            foreach (var clock in here.Hazard) Write(writer, clock);
            Write(writer, here.Rates);
            foreach (var gates in here.Gates)
            {
                writer.Write(gates.Length);
                foreach (var gate in gates)
                {
                    writer.Write(gate.Agent);
                    writer.Write(gate.Level);
                }
            }

            writer.Write((ulong)here.Released);
            writer.Write(here.Start);
            writer.Write(here.Rest);
            writer.Write(here.Renewal);
        }
    }

    private static Surroundings ReadSurroundings(BinaryReader reader, OrganismPlan plan)
    {
        var surroundings = new Surroundings(plan.CellTypes.Count);
        for (var groups = reader.ReadInt32(); groups > 0; groups--)
        {
            var (type, subset) = (reader.ReadByte(), reader.ReadByte());
            var here = new Microenvironment(0);
            for (var phase = 0; phase < Phases.Count; phase++) here.Progress[phase] = ReadClock(reader);
            for (var phase = 0; phase < Phases.Count; phase++) here.Hazard[phase] = ReadClock(reader);
            ReadDoubles(reader).CopyTo(here.Rates, 0);
            for (var phase = 0; phase < Phases.Count; phase++)
            {
                var gates = new GateLevel[reader.ReadInt32()];
                for (var i = 0; i < gates.Length; i++) gates[i] = new(reader.ReadUInt64(), reader.ReadDouble());
                here.Gates[phase] = gates;
            }

            here.Released = (PhaseSet)reader.ReadUInt64();
            here.Start = reader.ReadDouble();
            here.Rest = reader.ReadDouble();
            here.Renewal = reader.ReadDouble();
            surroundings.Add(type, subset, here);
        }

        return surroundings;
    }

    private static void Write(BinaryWriter writer, PhaseClock clock)
    {
        writer.Write(clock.Since);
        writer.Write(clock.Progress);
        writer.Write(clock.Rate);
    }

    private static PhaseClock ReadClock(BinaryReader reader) => new(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());

    private static void Write(BinaryWriter writer, double[] values)
    {
        writer.Write(values.Length);
        foreach (var value in values) writer.Write(value);
    }

    private static double[] ReadDoubles(BinaryReader reader)
    {
        var values = new double[reader.ReadInt32()];
        for (var i = 0; i < values.Length; i++) values[i] = reader.ReadDouble();
        return values;
    }
}
