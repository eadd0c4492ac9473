using System.Buffers.Binary;
using System.Text;
using Sintropia.Weights.Storage;

namespace Sintropia.Weights.PyTorch;

/// <summary>Carries out the part of pickle's language that makes plain values. Names that a pickle calls are looked up in <see cref="PickleGlobal"/>; nothing is imported, and nothing is executed.</summary>
/// <remarks>
/// Protocols 2 to 5 as torch.save writes them. Memory is in proportion to the pickle: texts and integers are bounded by the bytes that they claim, containers share what is copied in Python, and
/// <see cref="WeightOptions.MostValues"/> bounds how many values there are. The file is past 300 lines as one table of opcodes belongs on one page.
/// </remarks>
internal ref struct PickleMachine
{
    private const int LongestName = 128, LongestDevice = 32, MostArguments = 8, MostUnknown = 8, WidestInteger = 16;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _file;
    private readonly ReadOnlySpan<byte> _pickle;
    private readonly Storages _storages;
    private readonly WeightOptions _options;
    private readonly List<Node> _stack = [];
    private readonly List<int> _marks = [];
    private readonly Dictionary<uint, Node> _memo = [];
    private readonly List<string> _unknown = [];
    private int _at;
    private int _values;
    private long _copies;

    public PickleMachine(string file, ReadOnlySpan<byte> pickle, Storages storages, WeightOptions options)
    {
        _file = file;
        _pickle = pickle;
        _storages = storages;
        _options = options;

        // What calls may copy out of values that cost them two bytes to name.
        _copies = 16L * pickle.Length + 65_536;
    }

    /// <summary>The value that the pickle makes.</summary>
    /// <exception cref="WeightsException">It is torn, makes no sense, or names what is not read.</exception>
    public Node Run()
    {
        var opcode = 0;
        try
        {
            Node? result = null;
            while (result is null)
            {
                opcode = _at;
                result = Step(Take(1)[0]);
            }

            if (_at != _pickle.Length) throw new FormatException($"{_pickle.Length - _at} bytes follow the end");
            return _unknown.Count == 0 || _options.UnknownObjects == UnknownObjects.Skip ? result : throw Refusal();
        }
        catch (Exception broken) when (broken is FormatException or DecoderFallbackException or InvalidOperationException)
        {
            // What is not known is the likelier reason than damage.
            if (_unknown.Count > 0 && _options.UnknownObjects == UnknownObjects.Refuse) throw Refusal();
            throw new WeightsException(_file, null, $"Its data.pkl makes no sense at byte {opcode}: {broken.Message}.", "The file is damaged, or torch.save did not write it: fetch it again, or save it again.", broken);
        }
    }

    private readonly WeightsException Refusal() => new(_file, null,
        $"It holds objects of {(_unknown.Count == 1 ? "the class or function" : "the classes or functions")} {string.Join(", ", _unknown.Select(n => $"'{WeightsException.Shown(n)}'"))}{(_unknown.Count == MostUnknown ? " and perhaps others" : "")}. "
        + "Nothing in a file is executed here: tensors and plain containers are read, and no others.",
        "Save only the state_dict, or safetensors; or read it with unknown objects skipped, which keeps their names.");

    /// <summary>One opcode; the result where it is STOP.</summary>
    private Node? Step(byte opcode)
    {
        switch (opcode)
        {
            case 0x80: // PROTO
                if (Take(1)[0] is var protocol and (< 2 or > 5)) throw new FormatException($"it has protocol {protocol}, and 2 to 5 are read");
                break;
            case 0x95: _ = Length(Take(8)); break; // FRAME
            case (byte)'.': return Stop();
            case (byte)'(': _marks.Add(_stack.Count); break; // MARK
            case (byte)'0': PopOrUnmark(); break; // POP
            case (byte)'1': _ = PopMark(); break; // POP_MARK
            case (byte)'2': _stack.Add(Top()); break; // DUP

            case (byte)'N': _stack.Add(Node.None); break; // NONE
            case 0x88: _stack.Add(Node.True); break; // NEWTRUE
            case 0x89: _stack.Add(Node.False); break; // NEWFALSE
            case (byte)'K': Push(Node.Of((long)Take(1)[0])); break; // BININT1
            case (byte)'M': Push(Node.Of((long)BinaryPrimitives.ReadUInt16LittleEndian(Take(2)))); break; // BININT2
            case (byte)'J': Push(Node.Of((long)BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break; // BININT
            case 0x8a: Push(Integer(Take(1)[0])); break; // LONG1
            case 0x8b: Push(Integer(BinaryPrimitives.ReadInt32LittleEndian(Take(4)))); break; // LONG4
            case (byte)'G': Push(Node.Of(BinaryPrimitives.ReadDoubleBigEndian(Take(8)))); break; // BINFLOAT

            case 0x8c: Push(Node.Of(Strict.GetString(Take(Take(1)[0])))); break; // SHORT_BINUNICODE
            case (byte)'X': Push(Node.Of(Strict.GetString(Take(Length(Take(4)))))); break; // BINUNICODE
            case 0x8d: Push(Node.Of(Strict.GetString(Take(Length(Take(8)))))); break; // BINUNICODE8
            case (byte)'U': Push(Node.Of(Encoding.Latin1.GetString(Take(Take(1)[0])))); break; // SHORT_BINSTRING
            case (byte)'T': Push(Node.Of(Encoding.Latin1.GetString(Take(Length(Take(4)))))); break; // BINSTRING
            case (byte)'C': Push(Node.Of(Take(Take(1)[0]).ToArray())); break; // SHORT_BINBYTES
            case (byte)'B': Push(Node.Of(Take(Length(Take(4))).ToArray())); break; // BINBYTES
            case 0x8e: Push(Node.Of(Take(Length(Take(8))).ToArray())); break; // BINBYTES8

            case (byte)')': _stack.Add(Node.NoItems); break; // EMPTY_TUPLE
            case 0x85: Push(Tuple(1)); break; // TUPLE1
            case 0x86: Push(Tuple(2)); break; // TUPLE2
            case 0x87: Push(Tuple(3)); break; // TUPLE3
            case (byte)'t': Push(Node.Of(NodeKind.Tuple, PopMark())); break; // TUPLE
            case (byte)']': Push(Node.Of(NodeKind.List, null)); break; // EMPTY_LIST
            case (byte)'}': Push(Node.Mapping()); break; // EMPTY_DICT
            case 0x8f: Push(Node.Of(NodeKind.Set, null)); break; // EMPTY_SET
            case 0x91: Push(Node.Of(NodeKind.Set, PopMark())); break; // FROZENSET
            case (byte)'a': Append([Pop()], NodeKind.List); break; // APPEND
            case (byte)'e': Append(PopMark(), NodeKind.List); break; // APPENDS
            case 0x90: Append(PopMark(), NodeKind.Set); break; // ADDITEMS
            case (byte)'s': SetItems(PopPair()); break; // SETITEM
            case (byte)'u': SetItems(PopMark()); break; // SETITEMS

            case (byte)'q': _memo[Take(1)[0]] = Top(); break; // BINPUT
            case (byte)'r': _memo[BinaryPrimitives.ReadUInt32LittleEndian(Take(4))] = Top(); break; // LONG_BINPUT
            case 0x94: _memo[(uint)_memo.Count] = Top(); break; // MEMOIZE
            case (byte)'h': _stack.Add(Remembered(Take(1)[0])); break; // BINGET
            case (byte)'j': _stack.Add(Remembered(BinaryPrimitives.ReadUInt32LittleEndian(Take(4)))); break; // LONG_BINGET

            case (byte)'c': Push(Global(Line(), Line())); break; // GLOBAL
            case 0x93: Push(Global()); break; // STACK_GLOBAL
            case (byte)'Q': Push(Node.Opaque(_storages.Find(Pop()))); break; // BINPERSID
            case (byte)'R' or 0x81: Push(Call(Pop(), Pop())); break; // REDUCE, NEWOBJ: arguments lie above what is called
            case 0x92: Push(CallNamed(Pop(), Pop(), Pop())); break; // NEWOBJ_EX
            case (byte)'b': Build(Pop()); break; // BUILD
            default: throw new FormatException($"the opcode {Opcodes.Name(opcode)} is not read here");
        }

        return null;
    }

    private Node Stop()
    {
        var result = Pop();
        return _stack.Count == 0 && _marks.Count == 0 ? result : throw new FormatException($"it ends with {_stack.Count} values and {_marks.Count} marks left");
    }

    private void Push(Node value)
    {
        if (++_values > _options.MostValues) throw new FormatException($"it makes more than {_options.MostValues} values; raise MostValues if this is right");
        _stack.Add(value);
    }

    private readonly Node Top() => _stack.Count > (_marks.Count > 0 ? _marks[^1] : 0) ? _stack[^1] : throw new FormatException("a value is missing");

    private readonly Node Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private readonly void PopOrUnmark()
    {
        if (_marks.Count > 0 && _marks[^1] == _stack.Count) _marks.RemoveAt(_marks.Count - 1);
        else Pop();
    }

    private readonly List<Node>? PopMark()
    {
        if (_marks.Count == 0) throw new FormatException("a mark is missing");
        var mark = _marks[^1];
        _marks.RemoveAt(_marks.Count - 1);
        if (mark == _stack.Count) return null;
        var popped = _stack.GetRange(mark, _stack.Count - mark);
        _stack.RemoveRange(mark, _stack.Count - mark);
        return popped;
    }

    private readonly List<Node> PopPair()
    {
        var value = Pop();
        return [Pop(), value];
    }

    private readonly Node Tuple(int count)
    {
        var items = new List<Node>(count);
        for (var i = 0; i < count; i++) items.Add(Pop());
        items.Reverse();
        return Node.Of(NodeKind.Tuple, items);
    }

    private readonly void Append(List<Node>? items, NodeKind kind)
    {
        var target = Top();
        if (target.Kind == NodeKind.Opaque) return; // a list of a class that is not read
        if (target.Kind != kind) throw new FormatException($"values are added to {Described(target)}, which is no {kind.ToString().ToLowerInvariant()}");
        if (items is not null) target.Add(items);
    }

    private readonly void SetItems(List<Node>? items)
    {
        var target = Top();
        if (items is { Count: var count } && count % 2 != 0) throw new FormatException("a key has no value");
        if (target.Kind == NodeKind.Opaque) return; // a mapping of a class that is not read
        if (target.Kind != NodeKind.Mapping) throw new FormatException($"keys are set in {Described(target)}, which is no mapping");
        for (var i = 0; i < (items?.Count ?? 0); i += 2) target.Add(items![i], items[i + 1]);
    }

    private readonly Node Remembered(uint index) => _memo.GetValueOrDefault(index) ?? throw new FormatException($"value {index} is recalled and was never kept");

    private Node Global()
    {
        Node name = Pop(), module = Pop();
        return name.Kind == NodeKind.Text && module.Kind == NodeKind.Text ? Global(module.Text, name.Text) : throw new FormatException("the name of a class or function is no text");
    }

    private readonly Node Global(string module, string name)
    {
        if (module.Length > LongestName || name.Length > LongestName) throw new FormatException($"the name of a class or function is longer than {LongestName}");
        var global = PickleGlobal.Find($"{module}.{name}");
        if (global.Function == PickleFunction.Unknown && _unknown.Count < MostUnknown && !_unknown.Contains(global.Name)) _unknown.Add(global.Name);
        return Node.Opaque(global);
    }

    private Node Call(Node arguments, Node callee)
    {
        // What an object of an unknown class gives back when called is as unknown.
        if (callee.Meaning is not PickleGlobal global) return callee.Kind == NodeKind.Opaque ? callee : throw new FormatException($"{Described(callee)} is called, and is no function");
        if (arguments.Kind != NodeKind.Tuple) throw new FormatException($"{global.Name} is called with {Described(arguments)} in place of arguments");
        var given = arguments.Items;
        if (global.Function == PickleFunction.Unknown) return callee;
        if (given.Take(MostArguments).FirstOrDefault(a => a.Meaning is PickleGlobal { Function: PickleFunction.Unknown }) is { } unknown) return unknown;
        return Called(global, given) ?? throw new FormatException($"{global.Name} is called with ({string.Join(", ", given.Take(MostArguments).Select(Described))})");
    }

    /// <summary>NEWOBJ_EX: class, positional and named arguments. None of what is read has named ones.</summary>
    private Node CallNamed(Node named, Node arguments, Node callee) =>
        named is { Kind: NodeKind.Mapping, Entries.Count: 0 } || callee.Meaning is PickleGlobal { Function: PickleFunction.Unknown } ? Call(arguments, callee) : throw new FormatException("a class is called with named arguments");

    private Node? Called(PickleGlobal global, IReadOnlyList<Node> given)
    {
        switch (global.Function)
        {
            case PickleFunction.Tensor when given.Count >= 4 && given[0].Meaning is PickleStorage { Type: { } type } storage && IsView(given):
                return Node.Of(_storages.View(storage, type, given[1].Integer, given[2].Items, given[3].Items));
            case PickleFunction.TensorOfBytes when given.Count >= 7 && given[0].Meaning is PickleStorage storage && IsView(given) && given[6].Meaning is PickleGlobal { Function: PickleFunction.DType, Type: { } type }:
                return Node.Of(_storages.View(storage, type, given[1].Integer, given[2].Items, given[3].Items));
            case PickleFunction.Parameter when given.Count >= 1 && given[0].Kind is NodeKind.Tensor or NodeKind.Opaque:
                return given[0];
            case PickleFunction.TensorWithState when given.Count >= 3 && given[0].Meaning is PickleGlobal { Function: PickleFunction.Tensor or PickleFunction.TensorOfBytes or PickleFunction.Parameter }:
                return Call(given[2], given[0]);
            case PickleFunction.OrderedDict when given.Count == 0:
                return Node.Mapping();
            case PickleFunction.OrderedDict when given is [{ Kind: NodeKind.List } pairs]:
                return Ordered(pairs);
            case PickleFunction.Size when given is [{ Kind: NodeKind.Tuple or NodeKind.List } extents]:
                return Node.As(NodeKind.Tuple, extents);
            case PickleFunction.Device when given is [{ Kind: NodeKind.Text, Text.Length: <= LongestDevice } device, ..]:
                return given.Count == 1 ? device : given is [_, { Kind: NodeKind.Integer } index] ? Node.Of($"{device.Text}:{index}") : null;
            case PickleFunction.Encode when given is [{ Kind: NodeKind.Text } text, { Kind: NodeKind.Text, Text: "latin1" }]:
                return Encoded(text.Text);
            case PickleFunction.Set when given.Count == 0:
                return Node.Of(NodeKind.Set, null);
            case PickleFunction.Set when given is [{ Kind: NodeKind.List or NodeKind.Tuple or NodeKind.Set } items]:
                return Node.As(NodeKind.Set, items);
            default:
                return null;
        }
    }

    private static bool IsView(IReadOnlyList<Node> given) => given[1].Kind == NodeKind.Integer && given[2].Kind == NodeKind.Tuple && given[3].Kind == NodeKind.Tuple;

    private Node? Ordered(Node pairs)
    {
        var mapping = Node.Mapping();
        Copy(pairs.Items.Count * 16L);
        foreach (var pair in pairs.Items)
        {
            if (pair is not { Kind: NodeKind.List or NodeKind.Tuple, Items: [var key, var value] }) return null;
            mapping.Add(key, value);
        }

        return mapping;
    }

    private Node? Encoded(string text)
    {
        Copy(text.Length);
        return text.AsSpan().ContainsAnyExceptInRange('\0', '\u00ff') ? null : Node.Of(Encoding.Latin1.GetBytes(text));
    }

    private void Copy(long length)
    {
        if ((_copies -= length) < 0) throw new FormatException("it copies the same values again and again");
    }

    /// <summary>Attributes of containers and tensors (an OrderedDict's _metadata) are dropped, as are those of objects that are not read.</summary>
    private readonly void Build(Node state)
    {
        if (Top().Kind is not (NodeKind.Mapping or NodeKind.Tensor or NodeKind.Opaque)) throw new FormatException($"{Described(Top())} is given attributes, {Described(state)}, and can have none");
    }

    private Node Integer(int length)
    {
        if (length is < 0 or > WidestInteger) throw new FormatException($"an integer of {length} bytes is not read; {WidestInteger} are the most");
        var bytes = Take(length);
        Int128 value = length > 0 && bytes[^1] >= 0x80 ? -1 : 0;
        for (var i = length - 1; i >= 0; i--) value = (value << 8) | bytes[i];
        return Node.Of(value);
    }

    private string Line()
    {
        var length = _pickle[_at..].IndexOf((byte)'\n');
        if (length is < 0 or > LongestName) throw new FormatException($"the name of a class or function does not end within {LongestName} bytes");
        var line = Strict.GetString(Take(length));
        _at++;
        return line;
    }

    private readonly int Length(ReadOnlySpan<byte> claimed)
    {
        var length = claimed.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(claimed) : BinaryPrimitives.ReadUInt64LittleEndian(claimed);
        return length <= (ulong)(_pickle.Length - _at) ? (int)length : throw new FormatException($"it claims {length} more bytes, and {_pickle.Length - _at} are left");
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        if (length > _pickle.Length - _at) throw new FormatException($"it ends where {length} more bytes are needed");
        var taken = _pickle.Slice(_at, length);
        _at += length;
        return taken;
    }

    private static string Described(Node node) => WeightsException.Shown(node.ToString());
}
