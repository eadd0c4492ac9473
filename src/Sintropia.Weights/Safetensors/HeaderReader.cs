using System.Text;
using System.Text.Json;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.Safetensors;

/// <summary>Reads the JSON header of a safetensors file in place, and believes nothing in it.</summary>
/// <remarks>Format: github.com/huggingface/safetensors. What is kept is in proportion to the header's text, whatever numbers the text holds.</remarks>
internal ref struct HeaderReader
{
    private const string Rewrite = "The file is damaged or was not written by safetensors: fetch it again, or write it again.";

    private readonly string _file;
    private readonly long _dataLength;
    private Utf8JsonReader _json;

    private HeaderReader(string file, ReadOnlySpan<byte> header, long dataLength)
    {
        _file = file;
        _dataLength = dataLength;
        _json = new(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    /// <summary>The tensors in the header's order, and its metadata.</summary>
    /// <param name="file">For messages.</param>
    /// <param name="header">The whole header.</param>
    /// <param name="dataLength">Bytes that follow it.</param>
    public static (List<HeaderEntry> Entries, Dictionary<string, string> Metadata) Read(string file, ReadOnlySpan<byte> header, long dataLength)
    {
        var reader = new HeaderReader(file, header, dataLength);
        try
        {
            return reader.Header();
        }
        catch (JsonException broken)
        {
            throw new WeightsException(file, null, $"The header is not the JSON it has to be: {WeightsException.Shown(broken.Message)}", Rewrite, broken);
        }
        catch (InvalidOperationException broken) // a text that is not Unicode
        {
            throw new WeightsException(file, null, $"The header holds a text that is not Unicode, near byte {8 + reader._json.TokenStartIndex}.", Rewrite, broken);
        }
    }

    private (List<HeaderEntry> Entries, Dictionary<string, string> Metadata) Header()
    {
        List<HeaderEntry> entries = [];
        Dictionary<string, string>? metadata = null;
        var names = new HashSet<string>(StringComparer.Ordinal);
        _json.Read();
        Expect(JsonTokenType.StartObject, null, "the header");
        while (Next() == JsonTokenType.PropertyName)
        {
            var name = _json.GetString()!;
            if (name == "__metadata__")
            {
                if (metadata is not null) throw Wrong(null, "The header has __metadata__ twice.");
                metadata = Metadata();
            }
            else
            {
                if (!names.Add(name)) throw Wrong(name, "The header names it twice.");
                entries.Add(Entry(name));
            }
        }

        _json.Read(); // anything but white space is an error of JSON
        return (entries, metadata ?? []);
    }

    private Dictionary<string, string> Metadata()
    {
        Dictionary<string, string> metadata = new(StringComparer.Ordinal);
        Next();
        Expect(JsonTokenType.StartObject, null, "__metadata__");
        while (Next() == JsonTokenType.PropertyName)
        {
            var key = _json.GetString()!;
            Next();
            Expect(JsonTokenType.String, null, $"__metadata__.{WeightsException.Shown(key)}");
            if (!metadata.TryAdd(key, _json.GetString()!)) throw Wrong(null, $"__metadata__ has the key '{WeightsException.Shown(key)}' twice.");
        }

        return metadata;
    }

    private HeaderEntry Entry(string name)
    {
        ElementType? type = null;
        long[]? shape = null, offsets = null;
        Next();
        Expect(JsonTokenType.StartObject, name, "its entry");
        while (Next() == JsonTokenType.PropertyName)
        {
            var key = _json.GetString()!;
            if (key switch { "dtype" => type is not null, "shape" => shape is not null, "data_offsets" => offsets is not null, _ => false }) throw Wrong(name, $"Its entry has {key} twice.");
            Next();
            switch (key)
            {
                case "dtype": type = Type(name); break;
                case "shape": shape = Numbers(name, "shape", Extent.MostDimensions); break;
                case "data_offsets": offsets = Numbers(name, "data_offsets", 2); break;
                default: throw Wrong(name, $"Its entry has the key '{WeightsException.Shown(key)}', which the format does not have.");
            }
        }

        return Checked(name, type ?? throw Wrong(name, "Its entry has no dtype."), shape ?? throw Wrong(name, "Its entry has no shape."), offsets ?? throw Wrong(name, "Its entry has no data_offsets."));
    }

    private readonly HeaderEntry Checked(string name, ElementType type, long[] shape, long[] offsets)
    {
        if (offsets.Length != 2) throw Wrong(name, $"Its data_offsets are {Extent.Text(offsets)}; there have to be two.");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin > end) throw Wrong(name, $"Its data_offsets are {Extent.Text(offsets)}: it would end before it begins.");
        if (end > _dataLength)
            throw Wrong(name, $"Its data_offsets are {Extent.Text(offsets)}, and only {_dataLength} bytes follow the header.", "The file was probably not copied to its end: fetch it again.");
        if (Extent.Count(shape) is not { } count || Extent.Bytes(count, type.Size()) is not { } bytes) throw Wrong(name, $"Its shape {Extent.Text(shape)} has more bytes than there are numbers for.");
        if (bytes != end - begin) throw Wrong(name, $"Its shape {Extent.Text(shape)} of {type.Spelling()} takes {bytes} bytes, and its data_offsets {Extent.Text(offsets)} hold {end - begin}.");
        return new(name, type, shape, count, begin, end);
    }

    private readonly ElementType Type(string name)
    {
        Expect(JsonTokenType.String, name, "dtype");
        var spelling = _json.GetString()!;
        return ElementTypes.Parse(spelling) ?? throw Wrong(name, $"Its dtype '{WeightsException.Shown(spelling)}' is not known.",
            $"Known are {string.Join(", ", Enum.GetValues<ElementType>().Select(t => t.Spelling()))}: convert the tensor to one of them where it was written.");
    }

    private long[] Numbers(string name, string key, int most)
    {
        Expect(JsonTokenType.StartArray, name, key);
        Span<long> numbers = stackalloc long[most];
        var count = 0;
        while (Next() != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0) throw Wrong(name, $"Its {key} cannot hold {Token()}, which is no whole number from 0 to 2⁶³ − 1.");
            if (count == most) throw Wrong(name, $"Its {key} cannot hold more than {most} numbers.");
            numbers[count++] = number;
        }

        return numbers[..count].ToArray();
    }

    private JsonTokenType Next()
    {
        _json.Read(); // the end of the text inside an object is an error of JSON
        return _json.TokenType;
    }

    private readonly void Expect(JsonTokenType type, string? tensor, string what)
    {
        if (_json.TokenType != type) throw Wrong(tensor, $"Where {what} has to be a JSON {Word(type)}, there is {Token()}.");
    }

    private readonly string Token() => _json.TokenType switch
    {
        JsonTokenType.StartObject => "an object",
        JsonTokenType.StartArray => "a list",
        _ => $"'{WeightsException.Shown(Encoding.UTF8.GetString(_json.ValueSpan[..Math.Min(200, _json.ValueSpan.Length)]))}'",
    };

    private static string Word(JsonTokenType type) => type switch { JsonTokenType.StartObject => "object", JsonTokenType.StartArray => "list", _ => "text" };

    private readonly WeightsException Wrong(string? tensor, string problem, string remedy = Rewrite) => new(_file, tensor, problem, remedy);
}
