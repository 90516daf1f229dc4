using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Smoothing.Sampling.Models;

/// <summary>Brings an input from the order [channel, pixel] into [pixel, channel].</summary>
/// <remarks>
/// Vectors take 16 pixels of three channels at once, or 4 pixels of two and more; what they leave is copied one by one.
/// Numbers are moved, never computed, so that every way gives the same bits.
/// </remarks>
internal static unsafe class Interleaving
{
    /// <summary>Pixels of the widest step.</summary>
    public const int Widest = 16;

    private const int Step = 4;

    // Where the numbers of 16 pixels come from, one line for 16 numbers of the target: first from the first two
    // channels, of which the second one counts from 16 on; then from these and, from 16 on, the third channel.
    private static readonly Vector512<int>
        First0 = Vector512.Create(0, 16, 0, 1, 17, 0, 2, 18, 0, 3, 19, 0, 4, 20, 0, 5),
        First1 = Vector512.Create(21, 0, 6, 22, 0, 7, 23, 0, 8, 24, 0, 9, 25, 0, 10, 26),
        First2 = Vector512.Create(0, 11, 27, 0, 12, 28, 0, 13, 29, 0, 14, 30, 0, 15, 31, 0),
        Third0 = Vector512.Create(0, 1, 16, 3, 4, 17, 6, 7, 18, 9, 10, 19, 12, 13, 20, 15),
        Third1 = Vector512.Create(0, 21, 2, 3, 22, 5, 6, 23, 8, 9, 24, 11, 12, 25, 14, 15),
        Third2 = Vector512.Create(26, 1, 2, 27, 4, 5, 28, 7, 8, 29, 10, 11, 30, 13, 14, 31);

    /// <summary>Writes an input pixel by pixel.</summary>
    /// <param name="planes">The numbers [channel, pixel].</param>
    /// <param name="channels">One or more; it divides the length.</param>
    /// <param name="pixels">Receives the numbers [pixel, channel], as many.</param>
    /// <param name="widest">The most pixels to take at once, where this processor can.</param>
    public static void Write(ReadOnlySpan<float> planes, int channels, Span<float> pixels, int widest = Widest)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(pixels.Length, planes.Length);
        var (count, done) = (planes.Length / channels, 0);
        ArgumentOutOfRangeException.ThrowIfNotEqual(count * channels, planes.Length);
        fixed (float* from = planes, to = pixels)
        {
            if (channels == 3 && widest >= Widest && Avx512F.IsSupported)
                done = Three(from, to, count);
            if (widest >= Step && Sse.IsSupported)
                done = Steps(from, to, channels, count, done);
            for (; done < count; done++)
            {
                for (var channel = 0; channel < channels; channel++)
                    to[done * channels + channel] = from[channel * count + done];
            }
        }
    }

    /// <summary>Takes 16 pixels of three channels at once.</summary>
    /// <returns>The first pixel that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Three(float* from, float* to, int count)
    {
        var (first0, first1, first2, third0, third1, third2) = (First0, First1, First2, Third0, Third1, Third2);
        var done = 0;
        for (; done + Widest <= count; done += Widest, to += 3 * Widest)
        {
            var (a, b) = (Vector512.Load(from + done), Vector512.Load(from + count + done));
            var c = Vector512.Load(from + 2 * count + done);
            Avx512F.PermuteVar16x32x2(Avx512F.PermuteVar16x32x2(a, first0, b), third0, c).Store(to);
            Avx512F.PermuteVar16x32x2(Avx512F.PermuteVar16x32x2(a, first1, b), third1, c).Store(to + Widest);
            Avx512F.PermuteVar16x32x2(Avx512F.PermuteVar16x32x2(a, first2, b), third2, c).Store(to + 2 * Widest);
        }

        return done;
    }

    /// <summary>Takes 4 pixels at once.</summary>
    /// <returns>The first pixel that is left.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Steps(float* from, float* to, int channels, int count, int done)
    {
        if (channels == 1)
            return done;
        // A pixel of three channels is stored as four numbers, and the next pixel takes the place of the fourth.
        var last = count - (channels == 3 ? Step + 1 : Step);
        var plane = (nint)count;
        for (; done <= last; done += Step)
        {
            float* source = from + done, target = to + (nint)done * channels;
            if (channels == 2)
                Pairs(source, source + plane, target);
            else if (channels == 3)
                Fours(source, source + plane, source + 2 * plane, source + 2 * plane, target, channels);
            else
                Many(source, plane, target, channels);
        }

        return done;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Pairs(float* a, float* b, float* target)
    {
        var (first, second) = (Vector128.Load(a), Vector128.Load(b));
        Sse.UnpackLow(first, second).Store(target);
        Sse.UnpackHigh(first, second).Store(target + 4);
    }

    private static void Many(float* source, nint plane, float* target, int channels)
    {
        for (var channel = 0; channel < channels; channel += 4)
        {
            // The last four channels may have some in common with the four before.
            var first = Math.Min(channel, channels - 4);
            var from = source + first * plane;
            Fours(from, from + plane, from + 2 * plane, from + 3 * plane, target + first, channels);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Fours(float* a, float* b, float* c, float* d, float* target, nint channels)
    {
        var (a0, b0, c0, d0) = (Vector128.Load(a), Vector128.Load(b), Vector128.Load(c), Vector128.Load(d));
        var (ab, cd) = (Sse.UnpackLow(a0, b0), Sse.UnpackLow(c0, d0));
        Sse.MoveLowToHigh(ab, cd).Store(target);
        Sse.MoveHighToLow(cd, ab).Store(target + channels);
        (ab, cd) = (Sse.UnpackHigh(a0, b0), Sse.UnpackHigh(c0, d0));
        Sse.MoveLowToHigh(ab, cd).Store(target + 2 * channels);
        Sse.MoveHighToLow(cd, ab).Store(target + 3 * channels);
    }
}
