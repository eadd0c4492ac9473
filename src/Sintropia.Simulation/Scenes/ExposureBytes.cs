using Sintropia.Biology.Expression;

namespace Sintropia.Simulation.Scenes;

/// <summary>What reached the cells over a tick as bytes, for cells on another machine. Little-endian.</summary>
public static class ExposureBytes
{
    /// <summary>Version of the layout.</summary>
    public const byte Version = 1;

    /// <summary>Writes an exposure.</summary>
    public static byte[] Write(TickExposure exposure)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write(Version);
        writer.Write(exposure.Tick);
        writer.Write(exposure.Hours);
        writer.Write(exposure.Groups.Count);
        foreach (var group in exposure.Groups)
        {
            writer.Write(group.Type);
            writer.Write(group.Subset);
            writer.Write(group.Levels.Length);
            foreach (var level in group.Levels) writer.Write(level);
        }

        writer.Flush();
        return bytes.ToArray();
    }

    /// <summary>Reads an exposure.</summary>
    /// <exception cref="InvalidDataException">It is of another version.</exception>
    public static TickExposure Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
        if (reader.ReadByte() is var version && version != Version)
            throw new InvalidDataException($"An exposure of layout {version} was sent, and this version reads {Version}. Let all machines of the cluster run one version of Sintropia.");
        var (tick, hours) = (reader.ReadInt64(), reader.ReadDouble());
        var groups = new GroupExposure[reader.ReadInt32()];
        for (var i = 0; i < groups.Length; i++)
        {
            var (type, subset) = (reader.ReadByte(), reader.ReadByte());
            var levels = new double[reader.ReadInt32()];
            for (var k = 0; k < levels.Length; k++) levels[k] = reader.ReadDouble();
            groups[i] = new(type, subset, levels);
        }

        return new(tick, hours, groups);
    }
}
