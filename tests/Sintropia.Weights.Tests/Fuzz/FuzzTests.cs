using System.Diagnostics;
using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Sintropia.Weights.PyTorch;
using Sintropia.Weights.Tests.PyTorch;

namespace Sintropia.Weights.Tests.Fuzz;

/// <summary>Whatever a file holds, it is read or refused in words, and asks for no more memory than its size allows.</summary>
/// <remarks>The environment variable SINTROPIA_FUZZ_SECONDS makes each mutation test go on for so long; a failure names the number that repeats it.</remarks>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Usual = 20_000;

    // Per byte of the file, and once: exceptions with their traces, and tables of small sizes.
    private const long PerByte = 256, AtAll = 256 << 10;

    [Fact]
    public void Damaged_safetensors_are_read_or_refused() => Fuzz(random => new Mutation(random).Of(Corpus.Safetensors));

    [Fact]
    public void Damaged_PyTorch_files_are_read_or_refused() => Fuzz(random => new Mutation(random).Of(Corpus.PyTorch));

    [Fact]
    public void Damaged_pickles_in_whole_zip_files_are_read_or_refused() => Fuzz(random => ZipBytes.Of(new Mutation(random).Of(Pickles), ("0", new byte[24]), ("1", new byte[16])));

    [Fact]
    public void Pickles_of_random_opcodes_are_read_or_refused() => Fuzz(random => new RandomPickle(random).File());

    [Fact]
    public void Damaged_headers_of_true_length_are_read_or_refused() => Fuzz(random => SafetensorsBytes.Of(Encoding.Latin1.GetString(new Mutation(random).Of(Headers)), new byte[DataLengths[random.Next(DataLengths.Length)]]));

    [Fact]
    public void Any_bytes_are_read_or_refused() => Prop.ForAll<byte[], bool>((bytes, isZip) => Endure(isZip ? [.. "PK\u0003\u0004"u8, .. bytes] : bytes, "bytes of FsCheck")).QuickCheckThrowOnFailure();

    [Fact]
    public void A_header_of_many_empty_tensors_costs_what_its_text_allows()
    {
        var header = new StringBuilder("{");
        for (var i = 0; i < 200_000; i++) header.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? "" : ",")}\"{i:x}\":{{\"dtype\":\"U8\",\"shape\":[0,9223372036854775807],\"data_offsets\":[0,0]}}");

        Assert.InRange(Endure(SafetensorsBytes.Of(header.Append('}').ToString()), "empty tensors"), 1, 16);
    }

    [Theory]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("(")]
    [InlineData(")")]
    [InlineData("](")]
    [InlineData("N\u0085")]
    [InlineData("]\u0094")]
    [InlineData("K\u0001\u0094")]
    [InlineData("h\u0001h\u0001\u0093")] // a class of the longest name
    [InlineData("h\u0002h\u0003R")] // a device
    [InlineData("h\u0004")] // a tensor, listed each time
    [InlineData("ctorch\nX\n")]
    public void A_megabyte_of_one_opcode_costs_what_its_size_allows(string repeated)
    {
        var pickle = new Pickle().Text(new string('n', 128)).Op((byte)'q', 1).Global("torch", "device").Op((byte)'q', 2).Text(new string('d', 32)).Integer(1).Op(0x86).Op((byte)'q', 3)
            .Tensor("FloatStorage", "0", 6, 0, [6], [1]).Op((byte)'q', 4).Op((byte)'1');
        byte[] opcodes = [.. repeated.Select(c => (byte)c)];
        pickle = new Pickle().Op('(').Op(pickle.End()[2..^1]);
        pickle.Op(']').Op('(').Op([.. Enumerable.Repeat(opcodes, (1 << 20) / opcodes.Length).SelectMany(o => o)]).Op('e');

        var bytes = ZipBytes.Of(pickle.End(), ("0", new byte[24]));
        output.WriteLine($"{Endure(bytes, repeated)} bytes a byte");
        output.WriteLine($"{Endure(bytes, repeated, new() { UnknownObjects = UnknownObjects.Skip })} bytes a byte when unknown objects are skipped");
    }

    private static IReadOnlyList<byte[]> Pickles { get; } =
    [
        new Pickle().Op('}').Op((byte)'q', 0).Op('(').Text("w").Tensor("FloatStorage", "0", 6, 0, [2, 3], [3, 1]).Text("b").Tensor("LongStorage", "1", 2, 1, [1], [1]).Text("n").Op((byte)'h', 0).Op('u').End(),
        new Pickle().Op(']').Op('(').Global("_codecs", "encode").Text("ab").Text("latin1").Op(0x86).Op('R').Op('N').Op('e').End(),
        new Pickle().Global("torch", "Size").Tuple(2, 3).Op(0x85).Op('R').End(),
    ];

    private static IReadOnlyList<byte[]> Headers { get; } = [.. Corpus.Safetensors.Select(file => file[8..(8 + BitConverter.ToInt32(file))])];

    private static int[] DataLengths { get; } = [.. Corpus.Safetensors.Select((file, i) => file.Length - 8 - Headers[i].Length)];

    private void Fuzz(Func<Random, byte[]> make)
    {
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("SINTROPIA_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var asked) ? asked : 0;
        var begun = Stopwatch.GetTimestamp();
        var (count, read, most) = (0, 0, 0.0);
        for (; seconds > 0 ? Stopwatch.GetElapsedTime(begun).TotalSeconds < seconds : count < Usual; count++)
        {
            var cost = Endure(make(new(count)), $"number {count}", onRead: () => read++);
            most = Math.Max(most, cost);
        }

        output.WriteLine($"{count} files, {read} of them read; at most {most:F0} bytes allocated a byte");
        Assert.InRange(read, 1, count - 1); // else nothing, or everything, was refused, and little was tried
    }

    /// <summary>Reads a file and all that is in it, and gives the bytes allocated per byte of the file, above what every file may take.</summary>
    private static double Endure(byte[] bytes, string name, WeightOptions? options = null, Action? onRead = null)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var file = WeightFile.Read(bytes, name, options);
            foreach (var tensor in file.Tensors) Look(tensor, bytes.Length);
            if (file.Root is { } root) Walk(root, 0);
            onRead?.Invoke();
        }
        catch (WeightsException refused)
        {
            Assert.StartsWith(name + ": ", refused.Message);
            Assert.InRange(refused.Message.Length, name.Length + 10, 4_000);
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(allocated <= AtAll + PerByte * bytes.Length, $"{name}: {allocated} bytes were allocated for a file of {bytes.Length}.");
        return Math.Max(0, allocated - AtAll) / (double)Math.Max(1, bytes.Length);
    }

    private static void Look(WeightTensor tensor, int fileLength)
    {
        if (tensor.IsContiguous) Assert.InRange(tensor.Count * tensor.ElementType.Size(), 0, fileLength);
        Span<double> part = stackalloc double[4];
        part = part[..(int)Math.Min(4, tensor.Count)];
        tensor.CopyTo(0, part);
        tensor.CopyTo(tensor.Count - part.Length, part);
    }

    private static void Walk(Node node, int depth)
    {
        if (depth > 3) return;
        if (node.Kind is NodeKind.List or NodeKind.Tuple or NodeKind.Set)
        {
            for (var i = 0; i < Math.Min(50, node.Items.Count); i++) Walk(node.Items[i], depth + 1);
        }
        else if (node.Kind == NodeKind.Mapping)
        {
            for (var i = 0; i < Math.Min(50, node.Entries.Count); i++) Walk(node.Entries[i].Value, depth + 1);
        }
    }
}
