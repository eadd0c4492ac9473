using System.Runtime.CompilerServices;

namespace Sintropia.Tensors.Shapes;

/// <summary>Room for one number per axis, held in place so that shapes and strides cost no allocation.</summary>
[InlineArray(Shape.MaxRank)]
internal struct Extents
{
    private int _first;
}
