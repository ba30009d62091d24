// A story of a headless system (here Directus), fetched and drawn in the browser. Its field `narration` is written by
// `aloud publish headless`.
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'aloud-player';

function Story({ slug }) {
  const [story, setStory] = useState(null);
  useEffect(() => {
    fetch(`${import.meta.env.VITE_CMS_URL}/items/articles?filter[slug][_eq]=${encodeURIComponent(slug)}&fields=*`)
      .then((answer) => answer.json())
      .then(({ data }) => setStory(data[0]));
  }, [slug]);
  if (!story) return null;
  return (
    <article>
      <h1>{story.title}</h1>
      {story.narration && <aloud-player src={story.narration} />}
      {story.body.split('\n\n').map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
    </article>
  );
}

const slug = new URLSearchParams(location.search).get('story');
createRoot(document.getElementById('root')).render(<main><Story slug={slug} /></main>);
