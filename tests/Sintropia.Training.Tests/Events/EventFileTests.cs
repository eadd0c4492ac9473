using System.Text;
using Sintropia.Training.Events;

namespace Sintropia.Training.Tests.Events;

public sealed class EventFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sintropia-events-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Checksums_are_those_of_the_standard()
    {
        byte[] rising = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

        Assert.Equal(0x8A9136AAu, MaskedChecksum.Plain(new byte[32])); // RFC 3720, B.4
        Assert.Equal(0x62A8AB43u, MaskedChecksum.Plain([.. Enumerable.Repeat((byte)0xFF, 32)]));
        Assert.Equal(0x46DD794Eu, MaskedChecksum.Plain(rising));
        Assert.Equal(0x113FDB5Cu, MaskedChecksum.Plain([.. rising.Reverse()]));
        Assert.Equal(0xE3069283u, MaskedChecksum.Plain("123456789"u8));
    }

    [Fact]
    public void The_first_bytes_of_a_file_are_those_that_TensorBoard_writes()
    {
        using (EventFile.Create(_folder, new Fixed(0))) { }

        // A TFRecord of 24 bytes: wall_time 0, step 0, file_version.
        var bytes = File.ReadAllBytes(Assert.Single(Directory.GetFiles(_folder)));
        Assert.Equal([26, 0, 0, 0, 0, 0, 0, 0], bytes[..8]);
        Assert.Equal([9, 0, 0, 0, 0, 0, 0, 0, 0, 16, 0, 26, 13, .. "brain.Event:2"u8], bytes[12..38]);
        Assert.Equal(42, bytes.Length);
    }

    [Fact]
    public void What_was_written_is_read_up_to_an_event_that_is_not_whole()
    {
        string path;
        using (var file = EventFile.Create(_folder, new Fixed(1_700_000_000)))
        {
            file.Add(100, new("gem/training_loss", 1.5f), new("gem/validation_loss", float.NaN));
            file.Add(5_000_000_000, new KeyValuePair<string, float>("x", -2));
            path = file.Path;
        }

        var events = EventFile.Read(path);
        Assert.Equal(3, events.Count);
        Assert.Equal("brain.Event:2", events[0].FileVersion);
        Assert.Equal(1_700_000_000, events[1].WallTime);
        Assert.Equal([new("gem/training_loss", 1.5f), new("gem/validation_loss", float.NaN)], events[1].Scalars);
        Assert.Equal(5_000_000_000, events[2].Step);
        using (var torn = new FileStream(path, FileMode.Open)) torn.SetLength(torn.Length - 3);
        Assert.Equal(2, EventFile.Read(path).Count);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes("gem/"))] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("checksum of event 2", Assert.Throws<FormatException>(() => EventFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_start_in_the_same_second_writes_a_file_of_its_own()
    {
        using var one = EventFile.Create(_folder, new Fixed(5));
        using var other = EventFile.Create(_folder, new Fixed(5));

        Assert.Equal("events.out.tfevents.0000000005.sintropia.1", Path.GetFileName(other.Path));
    }

    private sealed class Fixed(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
